package org.scorewps.engine.scenes.layout;

import java.util.List;
import org.scorewps.engine.scenes.body.Body;
import org.scorewps.engine.scenes.catalog.SceneType;
import org.scorewps.engine.scenes.draw.Canvas;
import org.scorewps.engine.scenes.draw.Noise;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** The land of a scene: divided, built upon and drawn, from the ground up. */
public final class SceneLayout {
    private final SceneType type;
    private final SceneRandom random;
    private final double extent;
    private final Plan plan;
    private final double middleX;
    private final double middleY;
    private final Shore shore;

    /**
     * Plans the land.
     *
     * @param extent side of the picture, metres
     */
    public SceneLayout(SceneType type, SceneRandom random, double extent) {
        this.type = type;
        this.random = random;
        this.extent = extent;
        this.plan = new Plan(type, random.fork(1), extent * 1.6 + 2.5 * type.largestBlock());
        double[] middle = plan.middle();
        // a small picture looks at some place of the middle piece, not always at its centre
        double x = random.range(0.22, 0.78);
        double y = random.range(0.22, 0.78);
        double px = middle[0] + (middle[2] - middle[0]) * x;
        double py = middle[1] + (middle[3] - middle[1]) * y;
        Pose place = view(plan.frame().then(px, py, 0));
        this.middleX = place.x();
        this.middleY = place.y();
        double angle = StrictMath.atan2(plan.frame().sin(), plan.frame().cos()) + random.below(4) * Math.PI / 2;
        double off = type.water() == SceneType.Water.RIVER ? 0.2 : 0.3;
        // a harbour's picture is mostly water
        double least = type == SceneType.HARBOUR ? 0 : -off;
        double shift = random.range(least, off) * extent;
        this.shore = new Shore(
                type.water(),
                random.fork(2),
                middleX + shift * StrictMath.cos(angle),
                middleY + shift * StrictMath.sin(angle),
                angle);
    }

    // pictures smaller than a block would show junctions, and with them roundabouts, at their rims only
    private Pose view(Pose inBlock) {
        SceneRandom own = random.fork(8);
        if (type.rural() || type.water() != SceneType.Water.NONE || !own.chance(0.25)) {
            return inBlock;
        }
        double right = own.range(-0.25, 0.25) * extent;
        double down = own.range(-0.25, 0.25) * extent;
        return plan.junction(inBlock.x(), inBlock.y())
                .map(end -> Pose.of(end.x() + right, end.y() + down, 0))
                .orElse(inBlock);
    }

    /** Where the picture's middle is in the world, metres. */
    public double middleX() {
        return middleX;
    }

    /** The same, down. */
    public double middleY() {
        return middleY;
    }

    /**
     * Draws everything.
     *
     * @param novelToo whether novel classes are shown
     * @return the instances, in the order of the canvas's numbers
     */
    public List<Body> draw(Canvas canvas, boolean novelToo) {
        Stage stage = new Stage(canvas, shore, novelToo);
        Paint meadow = Materials.grass(random.fork(3));
        canvas.cover((x, y, rgb) -> {
            meadow.at(x, y, rgb);
            return 1;
        });
        List<Site> sites = plan.sites().stream()
                .filter(site -> canvas.sees(site.pose().x(), site.pose().y(), site.radius() + 90))
                .toList();
        sites.forEach(site -> Blocks.ground(stage, site));
        boolean rural = type.rural();
        Streets streets = new Streets(stage, random.fork(4));
        List<Plan.Street> seen = plan.streets().stream()
                .filter(street -> canvas.sees(street.pose().x(), street.pose().y(), street.length() / 2 + 30))
                .toList();
        seen.forEach(street -> streets.paint(street, rural));
        shore.paint(canvas, random.fork(5));
        double reach = extent * 0.75 + 20;
        if (rural && shore.none()) {
            streets.lane(middleX, middleY, reach);
        }
        new Waterfront(stage, random.fork(6), middleX, middleY, reach).draw(type);
        stage.keepToLand();
        streets.drawRoundabouts();
        seen.forEach(street -> streets.traffic(street, rural));
        sites.forEach(site -> Blocks.fill(stage, site));
        clouds(canvas);
        return stage.instances();
    }

    // now and then a cloud's soft shadow lies over a part
    private void clouds(Canvas canvas) {
        SceneRandom own = random.fork(7);
        if (!own.chance(0.12)) {
            return;
        }
        Noise noise = new Noise(own.nextLong());
        double size = own.range(180, 500);
        double dark = own.range(0.2, 0.45);
        canvas.cover((x, y, rgb) -> {
            rgb[0] = 0.05f;
            rgb[1] = 0.06f;
            rgb[2] = 0.08f;
            return dark * Math.max(0, Math.min(1, 2.5 * noise.fractal(x, y, size, 3)));
        });
    }
}
