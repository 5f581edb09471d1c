package org.scorewps.standalone.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * A document that is finished but for its geometries, in a temporary file: text and geometries in their order, which can be
 * read again and again. So a collection that is computed while it is read is read once.
 */
final class GeoJsonDraft implements Closeable {
    private static final byte TEXT = 0;
    private static final byte GEOMETRY = 1;
    private static final byte END = 2;

    private final Path file;
    private final DataOutputStream out;
    private final WKBWriter wkb = new WKBWriter(3);

    /** Gets what a draft holds. */
    interface Visitor {
        void text(byte[] utf8) throws IOException;

        /** Gets the draft's geometries, which are counted from 0. */
        void geometry(int number, Geometry geometry) throws IOException;
    }

    GeoJsonDraft() throws IOException {
        file = Files.createTempFile("features", ".draft");
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    void text(byte[] utf8) throws IOException {
        add(TEXT, utf8);
    }

    void geometry(Geometry geometry) throws IOException {
        add(GEOMETRY, wkb.write(geometry));
    }

    private void add(byte kind, byte[] bytes) throws IOException {
        out.writeByte(kind);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Ends the draft: from here on it is read. */
    void finish() throws IOException {
        out.writeByte(END);
        out.flush();
    }

    void read(Visitor visitor) throws IOException {
        final WKBReader reader = new WKBReader();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int number = 0;
            for (byte kind = in.readByte(); kind != END; kind = in.readByte()) {
                final byte[] bytes = in.readNBytes(in.readInt());
                if (kind == TEXT) {
                    visitor.text(bytes);
                } else {
                    visitor.geometry(number++, reader.read(bytes));
                }
            }
        } catch (ParseException e) {
            throw new IOException("the temporary file " + file + " was changed", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
