package org.scorewps.standalone.io;

import java.time.Instant;
import java.util.Date;

/** Attribute values as text: dates as ISO 8601, all else as it prints itself. */
final class AttributeText {
    private AttributeText() {}

    @SuppressWarnings("JavaUtilDate") // the type that GeoTools gives to attributes
    static String of(Object value) {
        if (value instanceof java.sql.Date || value instanceof java.sql.Time) {
            // a day or a time of day: neither is an instant
            return value.toString();
        }
        return value instanceof Date date ? Instant.ofEpochMilli(date.getTime()).toString() : value.toString();
    }
}
