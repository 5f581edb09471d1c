package org.scorewps.tiff;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Compressions that are those of common libraries. */
final class Streams {
    private Streams() {}

    /** @throws IOException when fewer bytes come out, or the data are damaged */
    static void inflate(byte[] packed, byte[] target) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int end = 0;
            while (end < target.length) {
                int count = inflater.inflate(target, end, target.length - end);
                if (count == 0) {
                    throw new IOException("its DEFLATE data end early");
                }
                end += count;
            }
        } catch (DataFormatException damaged) {
            throw new IOException("its DEFLATE data are damaged: " + damaged.getMessage(), damaged);
        } finally {
            inflater.end();
        }
    }

    /** @throws IOException when fewer bytes come out, or the data are damaged */
    static void zstd(byte[] packed, byte[] target) throws IOException {
        try (InputStream stream = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(packed))) {
            if (stream.readNBytes(target, 0, target.length) < target.length) {
                throw new IOException("its ZSTD data end early");
            }
        }
    }
}
