package org.scorewps.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Undoes what was done to rows before they were compressed: differences between neighbours (TIFF 6.0 section 14), and those
 * between the bytes of floating point numbers (Adobe's technical note 3).
 */
final class Predictor {
    private static final int DIFFERENCES = 2;
    private static final int FLOATING_POINT = 3;

    private Predictor() {}

    /** @throws IOException when there is no such predictor of such samples */
    static void check(int predictor, SampleType sample) throws IOException {
        boolean known =
                switch (predictor) {
                    case DIFFERENCES ->
                        sample.bits() == 8 || sample.bits() == 16 || sample.bits() == 32 || sample.bits() == 64;
                    case FLOATING_POINT -> sample.kind() == SampleType.Kind.FLOATING;
                    default -> false;
                };
        if (!known) {
            throw new IOException(
                    "its tags make no sense: predictor %d with samples of %d bits".formatted(predictor, sample.bits()));
        }
    }

    /**
     * Makes rows what they were.
     *
     * @param bytes rows one after another; changed
     * @param rowBytes of each
     * @param stride samples between those that belong together
     * @param order of the bytes in a sample; floating point's are put into it
     */
    static void undo(int predictor, byte[] bytes, int rowBytes, int stride, SampleType sample, ByteOrder order) {
        byte[] scratch = new byte[predictor == FLOATING_POINT ? rowBytes : 0];
        for (int start = 0; start < bytes.length; start += rowBytes) {
            if (predictor == FLOATING_POINT) {
                floatingPoint(bytes, start, scratch, stride, sample.bits() / 8, order);
            } else {
                differences(bytes, start, rowBytes, stride, sample.bits(), order);
            }
        }
    }

    private static void differences(byte[] bytes, int start, int rowBytes, int stride, int bits, ByteOrder order) {
        if (bits == 8) {
            for (int i = start + stride; i < start + rowBytes; i++) {
                bytes[i] += bytes[i - stride];
            }
            return;
        }
        ByteBuffer row = ByteBuffer.wrap(bytes, start, rowBytes).slice().order(order);
        int size = bits / 8;
        int back = stride * size;
        for (int at = back; at + size <= rowBytes; at += size) {
            switch (bits) {
                case 16 -> row.putShort(at, (short) (row.getShort(at) + row.getShort(at - back)));
                case 32 -> row.putInt(at, row.getInt(at) + row.getInt(at - back));
                default -> row.putLong(at, row.getLong(at) + row.getLong(at - back));
            }
        }
    }

    /** The highest bytes of all samples come first, then the next ones. */
    private static void floatingPoint(byte[] bytes, int start, byte[] row, int stride, int size, ByteOrder order) {
        System.arraycopy(bytes, start, row, 0, row.length);
        for (int i = stride; i < row.length; i++) {
            row[i] += row[i - stride];
        }
        int count = row.length / size;
        for (int sample = 0; sample < count; sample++) {
            for (int part = 0; part < size; part++) {
                int place = order == ByteOrder.BIG_ENDIAN ? part : size - 1 - part;
                bytes[start + sample * size + place] = row[part * count + sample];
            }
        }
    }
}
