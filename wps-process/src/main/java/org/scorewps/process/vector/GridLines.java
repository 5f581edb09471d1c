package org.scorewps.process.vector;

import org.locationtech.jts.geom.Coordinate;

/**
 * The lines that traced vertices lie on: samples sit at multiples of half a pixel, whatever the stride and the tile, so
 * each crossing of a border with the grid has such an ordinate. What lies on no line was made where borders meet: three
 * regions in a cell, or an outline and the edge of something that it was cut or joined with.
 */
final class GridLines {
    private GridLines() {}

    static boolean on(double ordinate) {
        return 2 * ordinate == Math.rint(2 * ordinate);
    }

    static boolean on(Coordinate vertex) {
        return on(vertex.x) || on(vertex.y);
    }
}
