package org.scorewps.standalone.io.metadata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.scorewps.tiff.metadata.NodataText;

/**
 * MapInfo's coordinate systems: {@code CoordSys Earth Projection type, datum, "unit", parameters}. The common projections
 * and datums; others give no CRS, which a request can then name.
 */
final class MapInfoCrs {
    private static final Pattern COORDSYS =
            Pattern.compile("(?i)CoordSys\\s+Earth\\s+Projection\\s+(.*?)(?:\\s+(?:Bounds|Affine)\\b.*)?");

    private static final int GEOGRAPHIC = 1;
    private static final int TRANSVERSE_MERCATOR = 8;
    private static final int MERCATOR = 10;

    /** Web Mercator's, on the sphere. */
    private static final int SPHERE = 157;

    /** By MapInfo's number: the name in well-known text, and that of each parameter in MapInfo's order. */
    private static final Map<Integer, List<String>> PROJECTIONS = Map.of(
            3,
            List.of(
                    "Lambert_Conformal_Conic_2SP",
                    "central_meridian",
                    "latitude_of_origin",
                    "standard_parallel_1",
                    "standard_parallel_2",
                    "false_easting",
                    "false_northing"),
            4,
            List.of("Lambert_Azimuthal_Equal_Area", "longitude_of_center", "latitude_of_center"),
            TRANSVERSE_MERCATOR,
            List.of(
                    "Transverse_Mercator",
                    "central_meridian",
                    "latitude_of_origin",
                    "scale_factor",
                    "false_easting",
                    "false_northing"),
            9,
            List.of(
                    "Albers_Conic_Equal_Area",
                    "longitude_of_center",
                    "latitude_of_center",
                    "standard_parallel_1",
                    "standard_parallel_2",
                    "false_easting",
                    "false_northing"),
            MERCATOR,
            List.of("Mercator_1SP", "central_meridian"),
            26,
            List.of("Mercator_2SP", "central_meridian", "standard_parallel_1"),
            29,
            List.of("Lambert_Azimuthal_Equal_Area", "longitude_of_center", "latitude_of_center"),
            30,
            List.of("Cassini_Soldner", "central_meridian", "latitude_of_origin", "false_easting", "false_northing"),
            31,
            List.of(
                    "Oblique_Stereographic",
                    "central_meridian",
                    "latitude_of_origin",
                    "scale_factor",
                    "false_easting",
                    "false_northing"));

    /** Metres of a unit, by its name and its number. */
    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("m", 1.0),
            Map.entry("7", 1.0),
            Map.entry("km", 1000.0),
            Map.entry("1", 1000.0),
            Map.entry("ft", 0.3048),
            Map.entry("3", 0.3048),
            Map.entry("survey ft", 1200.0 / 3937),
            Map.entry("8", 1200.0 / 3937),
            Map.entry("cm", 0.01),
            Map.entry("6", 0.01),
            Map.entry("mm", 0.001),
            Map.entry("5", 0.001),
            Map.entry("mi", 1609.344),
            Map.entry("0", 1609.344),
            Map.entry("yd", 0.9144),
            Map.entry("4", 0.9144));

    private MapInfoCrs() {}

    /** The CRS; nothing where it isn't one of those that are known. */
    static Optional<CoordinateReferenceSystem> parse(String text) {
        Matcher coordSys = COORDSYS.matcher(text.strip());
        if (!coordSys.matches()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>(Arrays.stream(coordSys.group(1).split(","))
                .map(part -> part.replace('"', ' ').strip().toLowerCase(Locale.ROOT))
                .toList());
        if (parts.size() < 2
                || !parts.get(0).matches("\\d{1,4}")
                || !parts.get(1).matches("\\d{1,4}")) {
            return Optional.empty();
        }
        int projection = Integer.parseInt(parts.get(0));
        int datum = Integer.parseInt(parts.get(1));
        try {
            return crs(projection, datum, parts.subList(2, parts.size()));
        } catch (FactoryException | RuntimeException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<CoordinateReferenceSystem> crs(int projection, int datum, List<String> rest)
            throws FactoryException {
        if (datum == SPHERE) {
            return projection == MERCATOR ? Optional.of(CRS.decode("EPSG:3857", true)) : Optional.empty();
        }
        OptionalInt geographic = MapInfoDatum.geographic(datum);
        if (geographic.isEmpty()) {
            return Optional.empty();
        }
        CoordinateReferenceSystem base = CRS.decode("EPSG:" + geographic.getAsInt(), true);
        if (projection == GEOGRAPHIC) {
            return Optional.of(base);
        }
        List<String> names = PROJECTIONS.get(projection);
        if (names == null || rest.isEmpty() || !UNITS.containsKey(rest.get(0))) {
            return Optional.empty();
        }
        double unit = UNITS.get(rest.get(0));
        double[] values = rest.stream().skip(1).mapToDouble(NodataText::number).toArray();
        OptionalInt zone =
                projection == TRANSVERSE_MERCATOR && unit == 1 ? MapInfoDatum.utm(datum, values) : OptionalInt.empty();
        return Optional.of(
                zone.isPresent()
                        ? CRS.decode("EPSG:" + zone.getAsInt(), true)
                        : CRS.parseWKT(text(base, names, values, unit)));
    }

    private static String text(CoordinateReferenceSystem base, List<String> names, double[] values, double unit) {
        StringBuilder text = new StringBuilder("PROJCS[\"MapInfo\", ")
                .append(base.toWKT().replaceAll(",\\s*AXIS\\s*\\[[^\\]]*\\]", ""))
                .append(", PROJECTION[\"")
                .append(names.get(0))
                .append("\"]");
        for (int i = 1; i < names.size(); i++) {
            text.append(", PARAMETER[\"").append(names.get(i)).append("\", ");
            // MapInfo leaves out what is 0 at the end
            text.append(i <= values.length ? values[i - 1] : 0.0).append(']');
        }
        return text.append(", UNIT[\"unit\", ").append(unit).append("]]").toString();
    }
}
