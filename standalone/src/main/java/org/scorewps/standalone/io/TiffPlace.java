package org.scorewps.standalone.io;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.referencing.CRS;
import org.scorewps.standalone.io.metadata.RasterMetadata;
import org.scorewps.tiff.TiffDirectory;

/**
 * Where a TIFF raster lies.
 *
 * @param transform from pixel corners to the CRS
 * @param crs its CRS; GeoTools' placeholder where nothing says it
 */
record TiffPlace(AffineTransform transform, CoordinateReferenceSystem crs) {
    /**
     * The place that tags and files beside the raster tell.
     *
     * @throws IOException when it has no place, or they make no sense; the message says so in one line
     */
    static TiffPlace of(Path raster, TiffDirectory tags, RasterMetadata metadata) throws IOException {
        AffineTransform transform = metadata.transform()
                .orElseThrow(() -> new IOException("it has no georeference (no place on the ground for its pixels)"));
        if (metadata.crs().isPresent()) {
            return new TiffPlace(transform, metadata.crs().get());
        }
        Optional<CoordinateReferenceSystem> own = GeoKeys.crs(tags);
        return new TiffPlace(
                transform,
                own.isPresent() ? own.get() : definition(raster).orElseGet(AbstractGridFormat::getDefaultCRS));
    }

    /** The CRS that a file beside the raster defines, if that can be read. */
    private static Optional<CoordinateReferenceSystem> definition(Path raster) throws IOException {
        String name = String.valueOf(raster.getFileName());
        int end = name.lastIndexOf('.');
        Path file = raster.resolveSibling((end < 0 ? name : name.substring(0, end)) + ".prj");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(CRS.parseWKT(Files.readString(file)));
        } catch (FactoryException | CharacterCodingException unusable) {
            // as if there were none: the request can name the CRS
            return Optional.empty();
        }
    }
}
