package org.scorewps.standalone.wps.data;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one format of complex inputs. */
public interface ComplexReader {
    ComplexFormat format();

    /**
     * The object in a file. The file stays until the request is over.
     *
     * @param open takes what must be closed after the process has run
     * @throws IOException when the file is not what the format says; the message is for the client
     */
    Object read(Path file, OpenFiles open) throws IOException;
}
