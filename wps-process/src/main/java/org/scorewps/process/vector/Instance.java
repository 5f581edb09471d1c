package org.scorewps.process.vector;

import org.locationtech.jts.geom.Geometry;
import org.scorewps.process.tile.Window;

/**
 * An object in a scene, or the part of it that one tile shows.
 *
 * @param classIndex its class in the vocabulary
 * @param score confidence in 0..1
 * @param shape polygons in scene pixel corners
 * @param window the tile it was found in
 * @param merged whether it was made of the parts of more than one tile
 */
public record Instance(int classIndex, double score, Geometry shape, Window window, boolean merged) {}
