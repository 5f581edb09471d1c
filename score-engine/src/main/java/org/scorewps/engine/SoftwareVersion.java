package org.scorewps.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this software. */
public final class SoftwareVersion {
    private SoftwareVersion() {}

    /** The version, as in {@code 1.2.0}. */
    public static String get() {
        try (InputStream stream = SoftwareVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("the software's own version can't be read", e);
        }
    }
}
