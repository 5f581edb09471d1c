package org.scorewps.standalone.io.metadata;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.scorewps.tiff.metadata.ControlPoint;
import org.scorewps.tiff.metadata.NodataText;
import org.scorewps.tiff.metadata.Sidecars;

/**
 * MapInfo's file beside a raster, {@code NAME.tab}: points, whose pixels are counted in corners as GDAL counts them, and a
 * coordinate system. MapInfo lays the straight grid through the points that fits best, whatever they are off.
 *
 * @param transform from pixel corners to the CRS
 * @param crs what the coordinate system means, if that is known
 */
record TabFile(AffineTransform transform, Optional<CoordinateReferenceSystem> crs) {
    private static final String NUMBER = "\\s*([-+.\\deE]+)\\s*";
    private static final Pattern POINT = Pattern.compile(
            "\\s*\\(" + NUMBER + "," + NUMBER + "\\)\\s*,?\\s*\\(" + NUMBER + "," + NUMBER + "\\)\\s*,?\\s*label.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RASTER = Pattern.compile("\\s*type\\s+\"?raster\"?.*", Pattern.CASE_INSENSITIVE);

    /** The one beside a raster, if it is of a raster and has points enough. */
    static Optional<TabFile> beside(Path raster) throws IOException {
        Optional<Path> file = Sidecars.replaced(raster, List.of(".tab"));
        return file.isPresent() ? parse(Sidecars.text(file.get())) : Optional.empty();
    }

    static Optional<TabFile> parse(String text) {
        List<ControlPoint> points = new ArrayList<>();
        Optional<CoordinateReferenceSystem> crs = Optional.empty();
        boolean ofRaster = false;
        for (String line : text.lines().toList()) {
            ofRaster |= RASTER.matcher(line).matches();
            Matcher point = POINT.matcher(line);
            if (point.matches()) {
                points.add(new ControlPoint(
                        NodataText.number(point.group(3)),
                        NodataText.number(point.group(4)),
                        NodataText.number(point.group(1)),
                        NodataText.number(point.group(2))));
            }
            if (line.strip().toLowerCase(Locale.ROOT).startsWith("coordsys")) {
                crs = MapInfoCrs.parse(line.strip());
            }
        }
        Optional<CoordinateReferenceSystem> found = crs;
        return ofRaster ? AffineFit.of(points).map(fit -> new TabFile(fit.transform(), found)) : Optional.empty();
    }
}
