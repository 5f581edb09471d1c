package org.scorewps.standalone.io.metadata;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.scorewps.process.scene.BandMetadata;
import org.scorewps.tiff.TiffDirectory;
import org.scorewps.tiff.metadata.BandTags;
import org.scorewps.tiff.metadata.BandText;
import org.scorewps.tiff.metadata.PamFile;

/**
 * What is known of a TIFF raster beside its pixels, from its tags and from the files beside it, in GDAL's order of
 * precedence ({@link Georeference}, {@link BandTags}).
 *
 * @param transform from pixel corners to the CRS; absent where nothing says it
 * @param crs the CRS that files beside the raster say, which counts before that of its GeoKeys; absent where they say none
 * @param bands what is said of its bands: goes to the coverage as {@link BandMetadata#PROPERTY}
 */
public record RasterMetadata(
        Optional<AffineTransform> transform, Optional<CoordinateReferenceSystem> crs, BandMetadata bands) {
    /**
     * Reads the metadata of a raster.
     *
     * @param raster the file
     * @param tags of its first directory; the file must be open
     * @throws IOException when it has ground control points that no straight grid fits, or tags or the files beside it are
     *     damaged; the message says so in one line
     */
    public static RasterMetadata of(Path raster, TiffDirectory tags) throws IOException {
        PamFile pam = PamFile.beside(raster);
        Georeference place = Georeference.of(raster, tags, pam);
        return new RasterMetadata(place.transform(), place.crs(), bands(BandTags.of(tags, pam)));
    }

    private static BandMetadata bands(List<BandText> said) {
        return new BandMetadata(said.stream()
                .map(band -> new BandMetadata.Band(band.interpretation(), band.description(), band.nodata()))
                .toList());
    }
}
