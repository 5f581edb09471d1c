package org.scorewps.standalone.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.geometry.Bounds;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.grid.io.AbstractGridCoverage2DReader;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.scorewps.process.scene.Overviews;

/** The overviews that a raster file has within it or beside it ({@code .ovr}). */
final class FileOverviews {
    private FileOverviews() {}

    /**
     * All overviews that show what the coverage shows; their pixels are read when they are asked for. None of a rotated
     * grid: the reader cuts those out of the box around them.
     *
     * @param how parameters that the coverage was read with
     */
    static Overviews read(AbstractGridCoverage2DReader reader, List<GeneralParameterValue> how, GridCoverage2D coverage)
            throws IOException {
        List<GridCoverage2D> overviews = new ArrayList<>();
        double[][] resolutions = reader.getResolutionLevels();
        if (resolutions != null && upright(coverage, resolutions[0])) {
            for (int level = 1; level < resolutions.length; level++) {
                read(reader, how, coverage, columns(coverage, resolutions[level]), rows(coverage, resolutions[level]))
                        .ifPresent(overviews::add);
            }
        }
        return new Overviews(overviews);
    }

    private static boolean upright(GridCoverage2D coverage, double[] resolution) {
        return columns(coverage, resolution) == coverage.getRenderedImage().getWidth()
                && rows(coverage, resolution) == coverage.getRenderedImage().getHeight();
    }

    private static int columns(GridCoverage2D coverage, double[] resolution) {
        return (int) Math.max(1, Math.round(coverage.getEnvelope().getSpan(0) / resolution[0]));
    }

    private static int rows(GridCoverage2D coverage, double[] resolution) {
        return (int) Math.max(1, Math.round(coverage.getEnvelope().getSpan(1) / resolution[1]));
    }

    /** The same coverage with more properties. */
    static GridCoverage2D attach(GridCoverage2D coverage, Map<String, Object> more) {
        Map<?, ?> own = coverage.getProperties();
        Map<Object, Object> properties = new HashMap<>(own);
        properties.putAll(more);
        return new GridCoverageFactory()
                .create(
                        coverage.getName(),
                        coverage.getRenderedImage(),
                        coverage.getGridGeometry(),
                        coverage.getSampleDimensions(),
                        null,
                        properties);
    }

    private static Optional<GridCoverage2D> read(
            AbstractGridCoverage2DReader reader,
            List<GeneralParameterValue> how,
            GridCoverage2D coverage,
            int width,
            int height)
            throws IOException {
        ParameterValue<GridGeometry2D> wanted = AbstractGridFormat.READ_GRIDGEOMETRY2D.createValue();
        wanted.setValue(new GridGeometry2D(new GridEnvelope2D(0, 0, width, height), coverage.getEnvelope()));
        List<GeneralParameterValue> parameters = new ArrayList<>(how);
        parameters.add(wanted);
        GridCoverage2D overview = reader.read(parameters.toArray(GeneralParameterValue[]::new));
        if (overview == null) {
            return Optional.empty();
        }
        if (overview.getRenderedImage().getWidth() == width
                && overview.getRenderedImage().getHeight() == height
                && sameGround(coverage, overview)) {
            return Optional.of(overview);
        }
        overview.dispose(true);
        return Optional.empty();
    }

    /** Whether both end at the same places, but for a part of a pixel of the overview, whose sides are rounded. */
    private static boolean sameGround(GridCoverage2D coverage, GridCoverage2D overview) {
        Bounds all = coverage.getEnvelope();
        Bounds reduced = overview.getEnvelope();
        int[] sides = {
            overview.getRenderedImage().getWidth(), overview.getRenderedImage().getHeight()
        };
        for (int axis = 0; axis < 2; axis++) {
            double pixel = all.getSpan(axis) / sides[axis];
            if (Math.abs(all.getMinimum(axis) - reduced.getMinimum(axis)) > pixel
                    || Math.abs(all.getMaximum(axis) - reduced.getMaximum(axis)) > pixel) {
                return false;
            }
        }
        return true;
    }
}
