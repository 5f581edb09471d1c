package org.scorewps.standalone.io.metadata;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.scorewps.tiff.TiffDirectory;
import org.scorewps.tiff.metadata.ControlPoint;
import org.scorewps.tiff.metadata.PamFile;

/**
 * A raster's place on the ground. Sources count in GDAL's order: its file beside the raster (PAM), the raster's own tags,
 * MapInfo's file, a world file; control points where no source has a grid. Control points are used where a straight grid
 * fits them.
 *
 * @param transform from pixel corners to the CRS; absent where no source knows it
 * @param crs that of files beside the raster, which counts before the one of its own tags; absent where these say nothing
 */
record Georeference(Optional<AffineTransform> transform, Optional<CoordinateReferenceSystem> crs) {
    /** Control points that are no farther than this from a straight grid, in pixels, are as good as one. */
    private static final double STRAIGHT = 0.5;

    /**
     * The place of a TIFF file.
     *
     * @param tags the image's own
     * @throws IOException when there are control points that no straight grid fits, or tags or files are damaged; the
     *     message says so in one line
     */
    static Georeference of(Path raster, TiffDirectory tags, PamFile pam) throws IOException {
        // text that can't be read hides the tags' CRS, too: the raster says another one
        Optional<CoordinateReferenceSystem> named =
                pam.crs().map(text -> WktCrs.parse(text).orElseGet(AbstractGridFormat::getDefaultCRS));
        GeoTiffPlace own = GeoTiffPlace.of(tags);
        Optional<TabFile> tab = own.transform().isPresent() ? Optional.empty() : TabFile.beside(raster);
        Optional<CoordinateReferenceSystem> crs = named.or(() -> tab.flatMap(TabFile::crs));
        if (pam.transform().isPresent()) {
            return new Georeference(pam.transform(), crs.or(() -> pam.pointCrs().flatMap(WktCrs::parse)));
        }
        if (!pam.points().isEmpty()) {
            return new Georeference(
                    Optional.of(straight(pam.points())),
                    pam.pointCrs().flatMap(WktCrs::parse).or(() -> crs));
        }
        Optional<AffineTransform> grid = own.transform().or(() -> tab.map(TabFile::transform));
        Optional<AffineTransform> world = grid.isPresent() ? grid : WorldFile.beside(raster);
        return new Georeference(
                world.isPresent() || own.points().isEmpty() ? world : Optional.of(straight(own.points())), crs);
    }

    private static AffineTransform straight(List<ControlPoint> points) throws IOException {
        Optional<AffineFit> fit = AffineFit.of(points);
        if (fit.isPresent() && fit.get().error() <= STRAIGHT) {
            return fit.get().transform();
        }
        String lack = fit.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "are up to %.1f pixels off a straight grid (at most %.1f are allowed)",
                        fit.get().error(),
                        STRAIGHT)
                : "don't tell a grid";
        throw new IOException(
                "its %d ground control points %s: gdalwarp makes a copy that has one (gdalwarp in.tif out.tif)"
                        .formatted(points.size(), lack));
    }
}
