package org.scorewps.engine.scenes.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scorewps.engine.scenes.catalog.BlockKind;
import org.scorewps.engine.scenes.catalog.SceneType;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Land divided by streets, again and again, until the pieces are of a block's size. */
final class Plan {
    /**
     * A street.
     *
     * @param pose its middle and direction
     */
    record Street(Pose pose, double length, double width) {
        /** Where it ends, or begins. */
        Pose end(boolean last) {
            return pose.then(last ? length / 2 : -length / 2, 0, 0);
        }
    }

    private final SceneType type;
    private final SceneRandom random;
    private final Pose frame;
    private final List<Street> streets = new ArrayList<>();
    private final List<double[]> leaves = new ArrayList<>();

    /**
     * Divides a square around the origin.
     *
     * @param side of the square, metres
     */
    Plan(SceneType type, SceneRandom random, double side) {
        this.type = type;
        this.random = random;
        this.frame = Pose.of(0, 0, random.angle());
        divide(-side / 2, -side / 2, side / 2, side / 2, random.range(9, 13));
    }

    List<Street> streets() {
        return streets;
    }

    Pose frame() {
        return frame;
    }

    /** The piece nearest to the origin: x0, y0, x1, y1 in the plan's frame. */
    double[] middle() {
        double[] best = leaves.get(0);
        double distance = Double.MAX_VALUE;
        for (double[] leaf : leaves) {
            double away = Math.hypot((leaf[0] + leaf[2]) / 2, (leaf[1] + leaf[3]) / 2);
            if (away < distance) {
                distance = away;
                best = leaf;
            }
        }
        return best;
    }

    /** The end of a street, where it meets another, that is nearest to a place; there may be none. */
    Optional<Pose> junction(double x, double y) {
        return streets.stream()
                .flatMap(street -> Stream.of(street.end(true), street.end(false)))
                .min(Comparator.comparingDouble(end -> Math.hypot(end.x() - x, end.y() - y)));
    }

    /** All pieces, with what they are used for. */
    List<Site> sites() {
        double[] middle = middle();
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            double[] leaf = leaves.get(i);
            SceneRandom own = random.fork(100 + i);
            boolean main = leaf == middle || own.chance(0.42);
            BlockKind kind = main ? type.main() : own.pick(type.others());
            double dx = leaf[2] - leaf[0];
            double dy = leaf[3] - leaf[1];
            double turn = (dx >= dy ? 0 : Math.PI / 2) + (own.chance(0.5) ? Math.PI : 0);
            Pose pose = frame.then((leaf[0] + leaf[2]) / 2, (leaf[1] + leaf[3]) / 2, turn);
            sites.add(new Site(kind, pose, Math.max(dx, dy), Math.min(dx, dy), own));
        }
        return sites;
    }

    private void divide(double x0, double y0, double x1, double y1, double road) {
        double width = x1 - x0;
        double height = y1 - y0;
        double longer = Math.max(width, height);
        if (longer < type.largestBlock() || longer < 2 * type.smallestBlock() + road) {
            double gap = type.rural() ? 1.5 : 2.5;
            leaves.add(new double[] {x0 + gap, y0 + gap, x1 - gap, y1 - gap});
            return;
        }
        double cut = random.range(0.36, 0.64);
        double narrower = Math.max(6, road * 0.9);
        if (width >= height) {
            double x = x0 + width * cut;
            streets.add(new Street(frame.then(x, (y0 + y1) / 2, Math.PI / 2), height + road, road));
            divide(x0, y0, x - road / 2, y1, narrower);
            divide(x + road / 2, y0, x1, y1, narrower);
        } else {
            double y = y0 + height * cut;
            streets.add(new Street(frame.then((x0 + x1) / 2, y, 0), width + road, road));
            divide(x0, y0, x1, y - road / 2, narrower);
            divide(x0, y + road / 2, x1, y1, narrower);
        }
    }
}
