package org.scorewps.process.vector;

import org.locationtech.jts.geom.Geometry;

/**
 * An object in a scene.
 *
 * @param classIndex its class in the vocabulary
 * @param score confidence in 0..1
 * @param shape polygons in scene pixel corners
 * @param merged whether its outline was put together from what several tiles show
 */
public record Instance(int classIndex, double score, Geometry shape, boolean merged) {}
