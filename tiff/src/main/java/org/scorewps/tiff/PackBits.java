package org.scorewps.tiff;

import java.io.IOException;
import java.util.Arrays;

/** Runs of bytes, TIFF 6.0 section 9. */
final class PackBits {
    private PackBits() {}

    /** @throws IOException when fewer bytes come out */
    static void decode(byte[] packed, byte[] target) throws IOException {
        int at = 0;
        int end = 0;
        while (end < target.length && at < packed.length) {
            int head = packed[at++];
            if (head >= 0) {
                int count = Math.min(head + 1, Math.min(target.length - end, packed.length - at));
                System.arraycopy(packed, at, target, end, count);
                at += count;
                end += count;
            } else if (head != -128 && at < packed.length) {
                int count = Math.min(1 - head, target.length - end);
                Arrays.fill(target, end, end + count, packed[at++]);
                end += count;
            }
        }
        if (end < target.length) {
            throw new IOException("its PackBits data end early");
        }
    }
}
