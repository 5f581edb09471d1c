package org.scorewps.standalone.wps.data;

import java.util.Locale;
import java.util.Optional;

/**
 * A format of complex data.
 *
 * @param encoding {@code base64} for bytes in a document; empty for text and XML
 * @param extension the usual ending of a file's name, without the dot
 */
public record ComplexFormat(String mimeType, Optional<String> encoding, String extension) {
    public static final String BASE64 = "base64";

    public static ComplexFormat text(String mimeType, String extension) {
        return new ComplexFormat(mimeType, Optional.empty(), extension);
    }

    public static ComplexFormat binary(String mimeType, String extension) {
        return new ComplexFormat(mimeType, Optional.of(BASE64), extension);
    }

    public boolean binary() {
        return encoding.isPresent();
    }

    /** Whether it is XML, which a document shows as elements. */
    public boolean xml() {
        final String type = normal(mimeType);
        return type.startsWith("text/xml") || type.startsWith("application/xml") || type.endsWith("+xml");
    }

    /** Whether a client that writes the media type like this means this format. */
    public boolean matches(String requested) {
        return normal(requested).equals(normal(mimeType));
    }

    /** Lower case, without blanks, quotes and a character set, with the newer name of GeoJSON as the older. */
    private static String normal(String mimeType) {
        final String type =
                mimeType.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "").replaceAll(";charset=[^;]*", "");
        return switch (type) {
            case "application/geo+json", "application/vnd.geo+json" -> "application/json";
            case "image/geotiff", "image/tiff;subtype=geotiff", "image/tiff;application=geotiff" -> "image/tiff";
            case "application/geopackage+vnd.sqlite3", "application/x-gpkg" -> "application/geopackage+sqlite3";
            default -> type;
        };
    }
}
