package org.scorewps.standalone.wps.data;

import java.util.Optional;

/**
 * A format of complex data.
 *
 * @param encoding {@code base64} for bytes in a document; empty for text and XML
 * @param extension the usual ending of a file's name, without the dot
 */
public record ComplexFormat(String mimeType, Optional<String> encoding, String extension) {
    public static final String BASE64 = "base64";

    private static final String TIFF = "image/tiff";

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
        final String type = MediaType.parse(mimeType).name();
        return type.equals("text/xml") || type.equals("application/xml") || type.endsWith("+xml");
    }

    /** Whether a client that writes the media type like this means this format. */
    public boolean matches(String requested) {
        return usual(MediaType.parse(requested)).equals(usual(MediaType.parse(mimeType)));
    }

    /**
     * Whether data that come with this media type may be of this format. How a TIFF file is laid out, which media types tell
     * in several ways, matters to who wants one, not to who reads it.
     */
    public boolean reads(String declared) {
        final MediaType type = usual(MediaType.parse(declared));
        return matches(declared) || (type.name().equals(TIFF) && matches(TIFF));
    }

    /** By the name and with the parameters that formats here have. */
    private static MediaType usual(MediaType type) {
        return switch (type.name()) {
            case "application/geo+json", "application/vnd.geo+json" -> type.as("application/json");
            case "application/geopackage+vnd.sqlite3", "application/x-gpkg" ->
                type.as("application/geopackage+sqlite3");
            case "image/geotiff", "image/geo+tiff", "image/vnd.stac.geotiff", "application/geotiff" -> type.as(TIFF);
            case TIFF ->
                "geotiff".equals(type.parameters().getOrDefault("application", "geotiff"))
                                && "geotiff".equals(type.parameters().getOrDefault("subtype", "geotiff"))
                        ? type.without("application", "subtype")
                        : type;
            default -> type;
        };
    }
}
