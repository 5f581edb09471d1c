package org.scorewps.standalone.wps.data;

import java.io.IOException;
import java.io.OutputStream;

/** Writes one format of complex outputs. */
public interface ComplexWriter {
    ComplexFormat format();

    /**
     * Writes a value. The stream stays open.
     *
     * @throws IOException when the value can't be written in the format; the message is for the client
     */
    void write(Object value, OutputStream out) throws IOException;
}
