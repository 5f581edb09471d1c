package org.scorewps.standalone.io.metadata;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;

/**
 * CRSs that files name by well-known text, of version 1 or, where it ends with its code, 2. Easting or longitude comes first,
 * as in rasters, whatever the text says of its axes.
 */
final class WktCrs {
    private static final Pattern CODE = Pattern.compile("(?i)EPSG:(\\d{4,6})");

    /** The code of the whole, not that of one of its parts. */
    private static final Pattern OWN_CODE =
            Pattern.compile("(?is).*(?:AUTHORITY|ID)\\s*\\[\\s*\"EPSG\"\\s*,\\s*\"?(\\d{4,6})\"?\\s*]\\s*]\\s*");

    private static final Pattern AXIS = Pattern.compile("(?i),\\s*AXIS\\s*\\[[^\\[\\]]*(?:\\[[^\\[\\]]*][^\\[\\]]*)*]");

    private WktCrs() {}

    /** The horizontal CRS; nothing where the text can't be understood. */
    static Optional<CoordinateReferenceSystem> parse(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(CRS.getHorizontalCRS(decode(stripped)));
        } catch (FactoryException | RuntimeException unknown) {
            return Optional.empty();
        }
    }

    private static CoordinateReferenceSystem decode(String text) throws FactoryException {
        for (Pattern pattern : new Pattern[] {CODE, OWN_CODE}) {
            Matcher code = pattern.matcher(text);
            if (code.matches()) {
                return CRS.decode("EPSG:" + code.group(1), true);
            }
        }
        return CRS.parseWKT(AXIS.matcher(text).replaceAll(""));
    }
}
