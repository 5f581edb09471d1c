package org.scorewps.process.scene;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.ReferenceIdentifier;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.EngineeringCRS;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.scorewps.engine.InvalidInputException;

/**
 * The {@code crs} parameter: the CRS of a coverage that has none. Names are EPSG codes in any of their forms or well-known
 * text; x, easting or longitude comes first whatever the registry says, as in files.
 */
final class NamedCrs {
    private static final Pattern CODE =
            Pattern.compile("(?i)(?:epsg:+|urn:(?:x-)?ogc:def:crs:epsg:[^:]*:|https?://\\S+/epsg/\\S*?/?)?(\\d{4,6})");

    /** Of a coverage's side: places that differ by less are the same. */
    private static final double SAME = 1e-6;

    private NamedCrs() {}

    /**
     * A coverage with the named CRS.
     *
     * @param name nothing leaves the coverage as it is
     * @throws InvalidInputException when there is no such CRS, it isn't one of places on the ground, or the coverage has
     *     another
     */
    static GridCoverage2D give(GridCoverage2D coverage, Optional<String> name) {
        if (name.isEmpty()) {
            return coverage;
        }
        CoordinateReferenceSystem named = parse(name.get().strip());
        CoordinateReferenceSystem own = coverage.getCoordinateReferenceSystem2D();
        if (PixelSpace.isPlaceholder(own) || own instanceof EngineeringCRS || PixelSpace.isUnreadable(coverage)) {
            return with(coverage, named);
        }
        if (!same(coverage, own, named)) {
            throw new InvalidInputException(
                    "crs says %s, but the coverage says %s itself: leave crs out (gdalwarp -t_srs reprojects, gdal_translate -a_srs corrects a wrong one)"
                            .formatted(told(named), told(own)));
        }
        return coverage;
    }

    private static CoordinateReferenceSystem parse(String name) {
        try {
            CoordinateReferenceSystem crs = CRS.getHorizontalCRS(decode(name));
            boolean onTheGround = crs instanceof ProjectedCRS || crs instanceof GeographicCRS;
            if (onTheGround) {
                return crs;
            }
        } catch (FactoryException | RuntimeException unknown) {
            throw new InvalidInputException(unknownCrs(name), unknown);
        }
        throw new InvalidInputException(unknownCrs(name));
    }

    private static String unknownCrs(String name) {
        String start = name.replaceAll("\\p{Cntrl}", " ");
        return "crs must be the EPSG code of a horizontal CRS such as EPSG:32633, or well-known text, not \"%s\""
                .formatted(start.length() <= 60 ? start : start.substring(0, 60) + "...");
    }

    private static CoordinateReferenceSystem decode(String name) throws FactoryException {
        Matcher code = CODE.matcher(name);
        if (code.matches()) {
            return CRS.decode("EPSG:" + code.group(1), true);
        }
        if (name.toUpperCase(Locale.ROOT).endsWith("CRS84")) {
            return DefaultGeographicCRS.WGS84;
        }
        return name.contains("[") ? CRS.parseWKT(name) : CRS.decode(name, true);
    }

    /** By code or, of a CRS that a file spells out without one, by the places that its coordinates mean. */
    private static boolean same(
            GridCoverage2D coverage, CoordinateReferenceSystem own, CoordinateReferenceSystem named) {
        Optional<String> one = code(own);
        if (one.isPresent() && code(named).isPresent()) {
            return one.equals(code(named));
        }
        return CRS.equalsIgnoreMetadata(own, named) || samePlaces(coverage.getEnvelope2D(), own, named);
    }

    private static boolean samePlaces(
            ReferencedEnvelope area, CoordinateReferenceSystem own, CoordinateReferenceSystem named) {
        double[] places = {
            area.getMinX(), area.getMinY(), area.getMaxX(), area.getMaxY(), area.getMedian(0), area.getMedian(1)
        };
        double[] moved = places.clone();
        try {
            CRS.findMathTransform(own, named, false).transform(places, 0, moved, 0, places.length / 2);
        } catch (FactoryException | TransformException noWay) {
            return false;
        }
        double tolerance = Math.max(area.getSpan(0), area.getSpan(1)) * SAME;
        for (int i = 0; i < places.length; i++) {
            if (!(Math.abs(moved[i] - places[i]) <= tolerance)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> code(CoordinateReferenceSystem crs) {
        return crs.getIdentifiers().stream().map(ReferenceIdentifier::getCode).findFirst();
    }

    private static String told(CoordinateReferenceSystem crs) {
        return code(crs)
                .map(code -> "EPSG:" + code)
                .orElseGet(() -> "\"" + crs.getName().getCode() + "\"");
    }

    private static GridCoverage2D with(GridCoverage2D coverage, CoordinateReferenceSystem crs) {
        Map<Object, Object> properties = new HashMap<>(properties(coverage));
        properties.computeIfPresent(
                Overviews.PROPERTY,
                (name, overviews) -> new Overviews(((Overviews) overviews)
                        .coverages().stream()
                                .map(overview -> with(overview, crs))
                                .toList()));
        GridGeometry2D grid = coverage.getGridGeometry();
        return new GridCoverageFactory()
                .create(
                        coverage.getName(),
                        coverage.getRenderedImage(),
                        new GridGeometry2D(
                                grid.getGridRange(),
                                PixelInCell.CELL_CENTER,
                                grid.getGridToCRS(PixelInCell.CELL_CENTER),
                                crs,
                                null),
                        coverage.getSampleDimensions(),
                        null,
                        properties);
    }

    private static Map<?, ?> properties(GridCoverage2D coverage) {
        Map<?, ?> own = coverage.getProperties();
        return own == null ? Map.of() : own;
    }
}
