package org.scorewps.engine.scenes.layout;

import org.scorewps.engine.scenes.catalog.BlockKind;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.SceneRandom;

/**
 * A piece of land between roads.
 *
 * @param kind what it is used for
 * @param pose its middle, and its longer side's direction
 * @param length of its longer side, metres
 * @param width of its shorter side
 * @param random its own random source
 */
record Site(BlockKind kind, Pose pose, double length, double width, SceneRandom random) {
    double[] outline() {
        return Outlines.rectangle(length, width);
    }

    double radius() {
        return Math.sqrt(length * length + width * width) / 2;
    }

    /** A place in it, some metres from its border. */
    Pose somewhere(double border, double angle) {
        double x = Math.max(0, length / 2 - border);
        double y = Math.max(0, width / 2 - border);
        return pose.then(random.range(-x, x), random.range(-y, y), angle);
    }
}
