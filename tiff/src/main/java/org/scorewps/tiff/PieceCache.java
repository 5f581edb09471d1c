package org.scorewps.tiff;

import java.awt.image.DataBuffer;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decoded strips and tiles of a file that were used last. A piece that is larger than all that may be kept is kept as long as
 * nobody else needs the memory. Can be used by several threads, each of which waits while another decodes the same piece.
 */
final class PieceCache {
    private static final long MOST =
            Math.max(16L << 20, Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 8));
    private static final int LOCKS = 64;

    private final Map<Key, DataBuffer> pieces = new LinkedHashMap<>(16, 0.75f, true);
    private final Object[] locks = new Object[LOCKS];
    private long bytes;
    private Key largeKey = new Key(-1, -1);
    private SoftReference<DataBuffer> large = new SoftReference<>(null);

    PieceCache() {
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /**
     * A strip or tile.
     *
     * @param image one of the file's images
     * @param piece its number there
     */
    record Key(int image, long piece) {}

    /** Decodes a piece. */
    @FunctionalInterface
    interface Decoder {
        DataBuffer decode() throws IOException;
    }

    /** A piece, which is decoded when it isn't here. */
    DataBuffer get(Key key, Decoder decoder) throws IOException {
        synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
            Optional<DataBuffer> known = find(key);
            if (known.isPresent()) {
                return known.get();
            }
            DataBuffer piece = decoder.decode();
            put(key, piece);
            return piece;
        }
    }

    private synchronized Optional<DataBuffer> find(Key key) {
        return Optional.ofNullable(key.equals(largeKey) ? large.get() : pieces.get(key));
    }

    private synchronized void put(Key key, DataBuffer piece) {
        long size = Samples.bytes(piece);
        if (size > MOST) {
            largeKey = key;
            large = new SoftReference<>(piece);
            return;
        }
        pieces.put(key, piece);
        bytes += size;
        var eldest = pieces.entrySet().iterator();
        while (bytes > MOST) {
            bytes -= Samples.bytes(eldest.next().getValue());
            eldest.remove();
        }
    }
}
