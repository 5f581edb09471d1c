package org.scorewps.tiff;

import java.io.IOException;

/**
 * LZW, TIFF 6.0 section 13, and that of libtiff before 1991, whose codes begin at the lowest bit and become longer one code
 * later. A code's string is a part of what came out before: no table of strings is needed, but places in the output.
 */
final class Lzw {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int CODES = 4096;

    private final byte[] packed;
    private final boolean old;
    private int at;
    private int buffer;
    private int bits;

    private Lzw(byte[] packed) {
        this.packed = packed;
        old = packed.length >= 2 && packed[0] == 0 && (packed[1] & 1) == 1;
    }

    /** @throws IOException when fewer bytes come out, or codes make no sense */
    static void decode(byte[] packed, byte[] target) throws IOException {
        new Lzw(packed).decode(target);
    }

    private void decode(byte[] target) throws IOException {
        int[] starts = new int[CODES];
        int[] lengths = new int[CODES];
        int next = FIRST;
        int width = 9;
        int limit = limit(width);
        int previousStart = -1;
        int previousLength = 0;
        int end = 0;
        while (end < target.length) {
            int code = code(width);
            if (code == CLEAR) {
                next = FIRST;
                width = 9;
                limit = limit(width);
                previousStart = -1;
                continue;
            }
            if (code == END) {
                break;
            }
            int start = end;
            if (code < CLEAR) {
                target[end++] = (byte) code;
            } else {
                // a string that is just being made: the one before and its first byte again
                boolean own = code == next && previousStart >= 0;
                if (!own && (code >= next || previousStart < 0)) {
                    throw new IOException("its LZW data are damaged");
                }
                int from = own ? previousStart : starts[code];
                int length = Math.min(own ? previousLength + 1 : lengths[code], target.length - end);
                for (int i = 0; i < length; i++) {
                    target[end + i] = target[from + i];
                }
                end += length;
            }
            if (previousStart >= 0 && next < CODES) {
                starts[next] = previousStart;
                lengths[next] = previousLength + 1;
                next++;
                if (next >= limit && width < 12) {
                    width++;
                    limit = limit(width);
                }
            }
            previousStart = start;
            previousLength = end - start;
        }
        if (end < target.length) {
            throw new IOException("its LZW data end early");
        }
    }

    /** Codes from which on they are longer. */
    private int limit(int width) {
        return old ? 1 << width : (1 << width) - 1;
    }

    private int code(int width) {
        while (bits < width) {
            if (at == packed.length) {
                return END;
            }
            int next = packed[at++] & 0xff;
            buffer = old ? buffer | (next << bits) : (buffer << 8) | next;
            bits += 8;
        }
        bits -= width;
        int mask = (1 << width) - 1;
        if (old) {
            int code = buffer & mask;
            buffer >>>= width;
            return code;
        }
        return (buffer >>> bits) & mask;
    }
}
