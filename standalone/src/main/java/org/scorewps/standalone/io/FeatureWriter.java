package org.scorewps.standalone.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geotools.data.simple.SimpleFeatureCollection;

/** Writes feature collections in one format, a feature at a time. Writers have no state: any thread may use them. */
public interface FeatureWriter {
    /** The media type of what is written. */
    String mimeType();

    /** The usual ending of a file's name, without the dot. */
    String extension();

    /**
     * Writes all features. The stream is flushed and stays open.
     *
     * @throws IOException when the stream fails, or a geometry can't be brought into the format's CRS
     */
    void write(SimpleFeatureCollection features, OutputStream out) throws IOException;

    /**
     * Writes all features to a file, which is replaced when it exists.
     *
     * @throws IOException as {@link #write(SimpleFeatureCollection, OutputStream)}
     */
    default void write(SimpleFeatureCollection features, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(features, out);
        }
    }
}
