package org.scorewps.process.vector;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * The direction that most of an outline runs along or at right angles to: the mean of its edges' directions weighted by
 * length, modulo a right angle ("wall statistical weighting" in Duchêne et al., "Quantitative and qualitative
 * description of building orientation", 5th ICA workshop on progress in automated map generalization, 2003; the mean of
 * axial data as in Mardia and Jupp, "Directional Statistics", 2000, section 9.1, with angles times four).
 *
 * @param angle radians, -pi/4 to pi/4, from the first axis
 * @param share 0 when no direction prevails (a circle), 1 when all edges agree
 */
record DominantDirection(double angle, double share) {

    /** Measures an outline, the first vertex again at its end. */
    static DominantDirection of(List<Coordinate> outline) {
        double cosine = 0;
        double sine = 0;
        double length = 0;
        for (int i = 1; i < outline.size(); i++) {
            Coordinate from = outline.get(i - 1);
            Coordinate to = outline.get(i);
            double edge = from.distance(to);
            double direction = Math.atan2(to.y - from.y, to.x - from.x);
            cosine += edge * Math.cos(4 * direction);
            sine += edge * Math.sin(4 * direction);
            length += edge;
        }
        return new DominantDirection(Math.atan2(sine, cosine) / 4, length > 0 ? Math.hypot(cosine, sine) / length : 0);
    }
}
