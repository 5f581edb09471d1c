package org.scorewps.process.semantic;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.scorewps.engine.SemanticMap;
import org.scorewps.process.tile.Window;

/**
 * Class scores on a lattice over the whole scene, blended from tiles. Lattice sample {@code (row, column)} sits at scene
 * position {@code x = (column + 0.5) * stride}, {@code y = (row + 0.5) * stride}. Its score is the weighted mean of the
 * scores of all tiles that cover it; a tile's weight falls from its centre to nothing at its rim, so no rim shows. Tiles
 * whose corner is a multiple of the stride bring their samples as they are, others are interpolated between samples.
 *
 * <p>Only some rows exist at a time, in a temporary file that is used as a ring: a row is made with the first tile on it
 * and gone once it is taken.
 */
final class ScoreLattice implements Closeable {
    /** A tile's weight at its very rim, in pixels: what only one tile shows isn't lost there. */
    private static final float RIM = 0.25f;

    private final int sceneWidth;
    private final int sceneHeight;
    private final int classes;
    private final int stride;
    private final int columns;
    private final int rows;
    private final int ring;
    private final ScratchFile file;

    /**
     * @param ringRows how many rows exist at a time at most
     * @throws org.scorewps.engine.InvalidInputException when the temporary folder hasn't room for them
     */
    ScoreLattice(int sceneWidth, int sceneHeight, int classes, int stride, int ringRows) {
        this.sceneWidth = sceneWidth;
        this.sceneHeight = sceneHeight;
        this.classes = classes;
        this.stride = stride;
        columns = (sceneWidth + stride - 1) / stride;
        rows = (sceneHeight + stride - 1) / stride;
        ring = ringRows;
        file = ScratchFile.create(position(ring - 1, columns));
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** The first row that a tile whose upper rim is there says anything of. */
    int firstRow(int y) {
        return Math.min(ceilDiv(2 * y - stride, 2 * stride), rows);
    }

    /**
     * Blends a tile in.
     *
     * @param map its scores
     * @param window where it lies in the scene
     */
    void add(SemanticMap map, Window window) {
        Axis across = new Axis(window.x(), window.width(), sceneWidth, map.width());
        Axis down = new Axis(window.y(), window.height(), sceneHeight, map.height());
        ByteBuffer bytes =
                ByteBuffer.allocate(across.count * (classes + 1) * Float.BYTES).order(ByteOrder.nativeOrder());
        FloatBuffer floats = bytes.asFloatBuffer();
        float[] sums = new float[floats.capacity()];
        for (int j = 0; j < down.count; j++) {
            long position = position(down.first + j, across.first);
            file.read(position, bytes.clear());
            floats.clear().get(sums);
            addRow(map, across, down, j, sums);
            floats.clear().put(sums);
            file.write(position, bytes.clear());
        }
    }

    private void addRow(SemanticMap map, Axis across, Axis down, int j, float[] sums) {
        float dv = down.fraction[j];
        int upper = down.sample[j] * map.width();
        int lower = dv == 0 ? upper : upper + map.width();
        float[] scores = map.scores();
        int plane = map.width() * map.height();
        for (int i = 0; i < across.count; i++) {
            float weight = down.weight[j] * across.weight[i];
            float du = across.fraction[i];
            int left = across.sample[i];
            int right = du == 0 ? left : left + 1;
            int at = i * (classes + 1);
            for (int k = 0; k < classes; k++) {
                int start = k * plane;
                float score = scores[start + upper + left];
                if (du != 0 || dv != 0) {
                    float above = score + du * (scores[start + upper + right] - score);
                    float below = scores[start + lower + left];
                    below += du * (scores[start + lower + right] - below);
                    score = above + dv * (below - above);
                }
                sums[at + k] += weight * score;
            }
            sums[at + classes] += weight;
        }
    }

    /**
     * Takes a row out.
     *
     * @param target gets the scores {@code [columns][classes]}; not a number where no tile was
     */
    void take(int row, float[] target) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact((long) columns * (classes + 1) * Float.BYTES))
                .order(ByteOrder.nativeOrder());
        file.read(position(row, 0), bytes);
        FloatBuffer sums = bytes.clear().asFloatBuffer();
        for (int i = 0; i < columns; i++) {
            float weight = sums.get(i * (classes + 1) + classes);
            for (int k = 0; k < classes; k++) {
                // 0 / 0 where no tile was
                target[i * classes + k] = sums.get(i * (classes + 1) + k) / weight;
            }
        }
        Arrays.fill(bytes.array(), (byte) 0); // the ring's place is used again
        file.write(position(row, 0), bytes.clear());
    }

    private long position(int row, int column) {
        return ((long) (row % ring) * columns + column) * (classes + 1) * Float.BYTES;
    }

    @Override
    public void close() {
        file.close();
    }

    private static int ceilDiv(int dividend, int divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    /** Where the lattice's samples lie in a tile, along one axis. */
    private final class Axis {
        final int first;
        final int count;
        final int[] sample;
        final float[] fraction;
        final float[] weight;

        /**
         * @param start the tile's first pixel
         * @param length its pixels
         * @param sceneLength the scene's
         * @param samples the tile's samples
         */
        Axis(int start, int length, int sceneLength, int samples) {
            int end = start + length;
            first = ceilDiv(2 * start - stride, 2 * stride);
            // the scene's last sample may lie beyond its rim
            int afterLast = end >= sceneLength
                    ? (sceneLength + stride - 1) / stride
                    : Math.floorDiv(2 * end - stride, 2 * stride) + 1;
            count = Math.max(afterLast - first, 0);
            sample = new int[count];
            fraction = new float[count];
            weight = new float[count];
            for (int i = 0; i < count; i++) {
                float pixel = (first + i + 0.5f) * stride - start;
                float place = Math.min(Math.max(pixel / stride - 0.5f, 0), samples - 1f);
                sample[i] = (int) place;
                fraction[i] = place - sample[i];
                weight[i] = Math.max(Math.min(pixel, length - pixel), 0) + RIM;
            }
        }
    }
}
