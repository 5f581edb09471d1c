package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;

/**
 * Approximates a ring by one whose edges all run along the axes. Consecutive edges nearer to one axis are taken
 * together; then the lowest step between two parallel runs is levelled, and they become one, until no step is lower than
 * the tolerance. The model is that of Gribov and Bodansky, "Reconstruction of orthogonal polygonal lines" (Document
 * Analysis Systems VII, 2006), a least distance at a price for each corner; the search is greedy.
 */
final class RectilinearRing {
    private static final int LEAST_RUNS = 4;

    private final double tolerance;

    /** @param tolerance lowest step that stays a step */
    RectilinearRing(double tolerance) {
        this.tolerance = tolerance;
    }

    /** The approximation, empty when the ring is too small to have one. */
    Optional<LinearRing> of(LinearRing ring) {
        List<AxisRun> runs = runs(ring.getCoordinates());
        while (runs.size() > LEAST_RUNS) {
            int lowest = lowestStep(runs);
            if (step(runs, lowest) >= tolerance) {
                break;
            }
            level(runs, lowest);
        }
        if (runs.size() < LEAST_RUNS) {
            return Optional.empty();
        }
        Coordinate[] corners = new Coordinate[runs.size() + 1];
        for (int i = 0; i < runs.size(); i++) {
            corners[i] = runs.get(i).corner(runs.get((i + 1) % runs.size()));
        }
        corners[runs.size()] = corners[0].copy();
        return Optional.of(ring.getFactory().createLinearRing(corners));
    }

    private static List<AxisRun> runs(Coordinate[] vertices) {
        List<AxisRun> runs = new ArrayList<>();
        for (int i = 1; i < vertices.length; i++) {
            AxisRun edge = AxisRun.of(vertices[i - 1], vertices[i]);
            int last = runs.size() - 1;
            if (last >= 0 && runs.get(last).level() == edge.level()) {
                runs.set(last, runs.get(last).with(edge));
            } else {
                runs.add(edge);
            }
        }
        if (runs.size() % 2 == 1) {
            // the ring's start is in the middle of a run
            AxisRun last = runs.remove(runs.size() - 1);
            if (!runs.isEmpty()) {
                runs.set(0, runs.get(0).with(last));
            }
        }
        return runs;
    }

    private static int lowestStep(List<AxisRun> runs) {
        int lowest = 0;
        for (int i = 1; i < runs.size(); i++) {
            if (step(runs, i) < step(runs, lowest)) {
                lowest = i;
            }
        }
        return lowest;
    }

    /** How far apart the runs before and after a run are. */
    private static double step(List<AxisRun> runs, int index) {
        return Math.abs(before(runs, index).ordinate() - after(runs, index).ordinate());
    }

    /** Takes a run out and makes one of those before and after it. */
    private static void level(List<AxisRun> runs, int index) {
        AxisRun joined = before(runs, index).with(after(runs, index));
        int first = (index + runs.size() - 1) % runs.size();
        runs.set(first, joined);
        int second = (index + 1) % runs.size();
        runs.remove(Math.max(index, second));
        runs.remove(Math.min(index, second));
    }

    private static AxisRun before(List<AxisRun> runs, int index) {
        return runs.get((index + runs.size() - 1) % runs.size());
    }

    private static AxisRun after(List<AxisRun> runs, int index) {
        return runs.get((index + 1) % runs.size());
    }
}
