package org.scorewps.standalone.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.scorewps.tiff.Tag;
import org.scorewps.tiff.TiffDirectory;

/**
 * Puts back what GeoTools leaves out when it reads the GeoKeys of a CRS that has no code: the latitude of true scale of polar
 * stereographic and equidistant cylindrical projections, and the way to WGS 84. Without them rasters lie hundreds of metres
 * to many kilometres from their place.
 */
final class GeoKeyRepairs {
    private static final int TO_WGS84 = 2062;
    private static final int PROJECTION = 3075;
    private static final int STANDARD_PARALLEL = 3078;
    private static final int ORIGIN_LATITUDE = 3081;

    private static final int POLAR_STEREOGRAPHIC = 15;
    private static final int EQUIRECTANGULAR = 17;
    private static final int KEY = 4;

    private static final String NUMBER = "[-+.\\deE]+";

    private final long[] directory;
    private final double[] numbers;

    private GeoKeyRepairs(TiffDirectory tags) throws IOException {
        directory = tags.integers(Tag.GEO_KEY_DIRECTORY);
        numbers = tags.doubles(Tag.GEO_DOUBLE_PARAMS);
    }

    /**
     * The CRS with what its keys say beyond.
     *
     * @param read what GeoTools makes of the keys
     */
    static CoordinateReferenceSystem of(CoordinateReferenceSystem read, TiffDirectory tags)
            throws IOException, FactoryException {
        if (!read.getIdentifiers().isEmpty()) {
            return read;
        }
        GeoKeyRepairs keys = new GeoKeyRepairs(tags);
        String text = read.toWKT();
        String mended = keys.shifted(keys.scaled(text));
        return mended.equals(text) ? read : CRS.parseWKT(mended);
    }

    private String scaled(String text) {
        long projection = code(PROJECTION);
        double[] parallel = values(projection == POLAR_STEREOGRAPHIC ? ORIGIN_LATITUDE : STANDARD_PARALLEL);
        if (parallel.length == 0 || !(Math.abs(parallel[0]) < 90)) {
            return text;
        }
        if (projection == POLAR_STEREOGRAPHIC) {
            String pole = parallel[0] < 0 ? "South" : "North";
            return text.replaceFirst(
                            "PROJECTION\\[\"Polar_Stereographic\"[^\\[\\]]*(\\[[^\\[\\]]*][^\\[\\]]*)?]",
                            "PROJECTION[\"Stereographic_" + pole + "_Pole\"]")
                    .replaceFirst(
                            "PARAMETER\\[\"latitude_of_origin\", " + NUMBER + "]",
                            "PARAMETER[\"standard_parallel_1\", " + parallel[0] + "]");
        }
        return projection == EQUIRECTANGULAR
                ? text.replaceFirst(
                        "PARAMETER\\[\"standard_parallel_1\", " + NUMBER + "]",
                        "PARAMETER[\"standard_parallel_1\", " + parallel[0] + "]")
                : text;
    }

    private String shifted(String text) {
        double[] shift = values(TO_WGS84);
        if ((shift.length != 3 && shift.length != 7) || text.contains("TOWGS84")) {
            return text;
        }
        String seven = Arrays.stream(Arrays.copyOf(shift, 7))
                .mapToObj(value -> String.format(Locale.ROOT, "%s", value))
                .collect(Collectors.joining(", "));
        return text.replaceFirst(
                "(SPHEROID\\[[^\\[\\]]*(?:\\[[^\\[\\]]*][^\\[\\]]*)?])",
                "$1, TOWGS84[" + Matcher.quoteReplacement(seven) + "]");
    }

    /** The number that stands in the directory itself; -1 where there is none. */
    private long code(int key) {
        int entry = entry(key);
        return entry < 0 || directory[entry + 1] != 0 ? -1 : directory[entry + 3];
    }

    private double[] values(int key) {
        int entry = entry(key);
        if (entry < 0 || directory[entry + 1] != Tag.GEO_DOUBLE_PARAMS) {
            return new double[0];
        }
        long first = directory[entry + 3];
        long end = first + directory[entry + 2];
        return end <= numbers.length ? Arrays.copyOfRange(numbers, (int) first, (int) end) : new double[0];
    }

    /** Where a key's entry begins; -1 where there is none. */
    private int entry(int key) {
        for (int i = KEY; i + KEY <= directory.length; i += KEY) {
            if (directory[i] == key) {
                return i;
            }
        }
        return -1;
    }
}
