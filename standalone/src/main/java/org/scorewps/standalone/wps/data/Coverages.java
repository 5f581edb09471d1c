package org.scorewps.standalone.wps.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.standalone.io.ClassGeoTiff;
import org.scorewps.standalone.io.CoverageFile;

/** Rasters as inputs and outputs. */
final class Coverages {
    private Coverages() {}

    static GridCoverage2D read(Path file, OpenFiles open) throws IOException {
        try {
            final CoverageFile coverage = CoverageFile.open(file);
            open.add(coverage);
            return coverage.coverage();
        } catch (InvalidInputException e) {
            // the client doesn't know our file's name
            throw new IOException(e.getMessage().replace(String.valueOf(file.getFileName()), "the raster"), e);
        }
    }

    static void writeGeoTiff(GridCoverage2D coverage, OutputStream out) throws IOException {
        // the writer seeks
        final Path file = Files.createTempFile("coverage", ".tif");
        try {
            if (ClassGeoTiff.fits(coverage)) {
                ClassGeoTiff.write(coverage, file);
                Files.copy(file, out);
                return;
            }
            final GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
            try {
                writer.write(coverage, new GeneralParameterValue[0]);
            } finally {
                writer.dispose();
            }
            Files.copy(file, out);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
