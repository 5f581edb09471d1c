package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rasters whose CRS is told by its parameters lie where GDAL sees them. */
class GeoKeysGdalTest {
    private static final String PYTHON = "/usr/bin/python3";

    /** Degrees: a metre or so. */
    private static final double NEAR = 1e-5;

    @TempDir
    private Path folder;

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? out : "";
    }

    private static double[] middle(GridCoverage2D coverage) throws Exception {
        double[] place = {
            coverage.getRenderedImage().getWidth() / 2.0,
            coverage.getRenderedImage().getHeight() / 2.0
        };
        coverage.getGridGeometry().getGridToCRS2D(PixelOrientation.UPPER_LEFT).transform(place, 0, place, 0, 1);
        CRS.findMathTransform(coverage.getCoordinateReferenceSystem2D(), DefaultGeographicCRS.WGS84, true)
                .transform(place, 0, place, 0, 1);
        return place;
    }

    @Test
    void lieWhereGdalSeesThem() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of(PYTHON))
                        && !run(PYTHON, "-c", "from osgeo import gdal; print(gdal.__version__)")
                                .isEmpty(),
                "needs GDAL for Python: the Debian package python3-gdal");
        Path script = folder.resolve("projections.py");
        try (InputStream in = getClass().getResourceAsStream("projections.py")) {
            Files.write(script, in.readAllBytes());
        }
        List<String> lines =
                run(PYTHON, script.toString(), folder.toString()).lines().toList();
        assertThat(lines).hasSizeGreaterThan(20);
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            try (CoverageFile file = CoverageFile.open(folder.resolve(parts[0]))) {
                assertThat(middle(file.coverage()))
                        .as(parts[0])
                        .containsExactly(
                                new double[] {Double.parseDouble(parts[1]), Double.parseDouble(parts[2])},
                                within(NEAR));
            }
        }
    }
}
