package org.scorewps.standalone.io.metadata;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorewps.tiff.Tag;
import org.scorewps.tiff.TiffDirectory;
import org.scorewps.tiff.metadata.ControlPoint;

/**
 * What a TIFF file's own tags say of its place (OGC GeoTIFF 1.1), as GDAL takes it: a scale with a tie point, or a matrix,
 * is a grid; tie points without one are control points.
 *
 * @param transform from pixel corners to the CRS
 * @param points control points; none where there is a transform
 */
record GeoTiffPlace(Optional<AffineTransform> transform, List<ControlPoint> points) {
    private static final int RASTER_TYPE = 1025;
    private static final int PIXEL_IS_POINT = 2;
    private static final int KEY = 4;
    private static final int TIE = 6;
    private static final int CELLS = 16;

    static GeoTiffPlace of(TiffDirectory tags) throws IOException {
        double centre = pixelIsPoint(tags.integers(Tag.GEO_KEY_DIRECTORY)) ? 0.5 : 0;
        double[] scale = tags.doubles(Tag.MODEL_PIXEL_SCALE);
        double[] ties = tags.doubles(Tag.MODEL_TIEPOINT);
        double[] matrix = tags.doubles(Tag.MODEL_TRANSFORMATION);
        Optional<AffineTransform> grid = Optional.empty();
        if (scale.length >= 2 && scale[0] != 0 && scale[1] != 0) {
            grid = ties.length >= TIE ? Optional.of(scaled(scale, ties)) : Optional.empty();
        } else if (matrix.length == CELLS) {
            grid = Optional.of(new AffineTransform(matrix[0], matrix[4], matrix[1], matrix[5], matrix[3], matrix[7]));
        }
        grid.ifPresent(transform -> transform.translate(-centre, -centre));
        return new GeoTiffPlace(grid, grid.isPresent() ? List.of() : points(ties, centre));
    }

    /** Rows go down, whatever sign the scale has. */
    private static AffineTransform scaled(double[] scale, double[] ties) {
        double down = -Math.abs(scale[1]);
        return new AffineTransform(scale[0], 0, 0, down, ties[3] - ties[0] * scale[0], ties[4] - ties[1] * down);
    }

    private static List<ControlPoint> points(double[] ties, double centre) {
        List<ControlPoint> points = new ArrayList<>();
        for (int i = 0; i + TIE <= ties.length; i += TIE) {
            points.add(new ControlPoint(ties[i] + centre, ties[i + 1] + centre, ties[i + 3], ties[i + 4]));
        }
        return points;
    }

    private static boolean pixelIsPoint(long[] keys) {
        for (int i = KEY; i + KEY <= keys.length; i += KEY) {
            if (keys[i] == RASTER_TYPE) {
                return keys[i + 1] == 0 && keys[i + 3] == PIXEL_IS_POINT;
            }
        }
        return false;
    }
}
