package org.scorewps.engine.evaluation;

import java.util.List;

/** Where an object is, in one of the forms that COCO's JSON has. */
public sealed interface Segmentation {
    /** The object's pixels in a picture of a size, which must be the mask's own where it has one. */
    RunLengthMask mask(int height, int width);

    /**
     * Outlines of the object's parts.
     *
     * @param rings corners {@code x0, y0, x1, y1, ...} of each part, pixels; not copied
     */
    record Polygons(List<double[]> rings) implements Segmentation {
        @Override
        public RunLengthMask mask(int height, int width) {
            return RunLengthMask.union(rings.stream()
                    .map(ring -> RunLengthMask.ofPolygon(height, width, ring))
                    .toList());
        }

        /** How far the outermost corner lies outside of a picture, pixels; 0 for none. */
        double overhang(int height, int width) {
            double most = 0;
            for (double[] ring : rings) {
                for (int i = 0; i < ring.length; i++) {
                    most = Math.max(most, Math.max(-ring[i], ring[i] - (i % 2 == 0 ? width : height)));
                }
            }
            return most;
        }
    }

    /**
     * Runs of pixels.
     *
     * @param runs the mask
     */
    record Runs(RunLengthMask runs) implements Segmentation {
        @Override
        public RunLengthMask mask(int height, int width) {
            if (runs.height() != height || runs.width() != width) {
                throw new IllegalArgumentException("a mask of another size than its picture's");
            }
            return runs;
        }
    }
}
