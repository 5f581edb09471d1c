package org.scorewps.engine.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * A binary mask as COCO stores it: lengths of runs of equal pixels, column by column from the left, each from top to
 * bottom; the first run is of background and may be empty, no other run is. Two masks of the same pixels are equal.
 */
public final class RunLengthMask {
    private final int height;
    private final int width;
    private final int[] counts;

    private RunLengthMask(int height, int width, int[] counts) {
        this.height = height;
        this.width = width;
        this.counts = counts;
    }

    /** A box around a mask, pixels; all zero for an empty mask. */
    public record Box(int x, int y, int width, int height) {
        boolean touches(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    /**
     * A mask of uncompressed counts; empty runs inside are allowed.
     *
     * @throws IllegalArgumentException when the counts don't fill the picture exactly
     */
    public static RunLengthMask ofCounts(int height, int width, int... counts) {
        int pixels = pixels(height, width);
        long sum = 0;
        for (int count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("a run of " + count + " pixels");
            }
            sum += count;
        }
        if (sum != pixels) {
            throw new IllegalArgumentException(
                    "runs of %d pixels in a picture of %d x %d".formatted(sum, width, height));
        }
        return new RunLengthMask(height, width, withoutEmptyRuns(counts));
    }

    /**
     * A mask of COCO's compressed counts.
     *
     * @throws IllegalArgumentException when the text is broken or doesn't fill the picture exactly
     */
    public static RunLengthMask ofCompressed(int height, int width, String text) {
        return ofCounts(height, width, CompressedCounts.decode(text));
    }

    /**
     * A mask of pixels.
     *
     * @param columns {@code height * width} values, column by column from the left, each from top to bottom; zero is
     *     background
     */
    public static RunLengthMask ofColumns(int height, int width, byte[] columns) {
        if (columns.length != pixels(height, width)) {
            throw new IllegalArgumentException(
                    "%d values for a picture of %d x %d".formatted(columns.length, width, height));
        }
        IntList runs = new IntList();
        boolean inside = false;
        int start = 0;
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != 0 != inside) {
                runs.add(i - start);
                start = i;
                inside = !inside;
            }
        }
        runs.add(columns.length - start);
        return new RunLengthMask(height, width, runs.toArray());
    }

    /**
     * The pixels inside a polygon, by pycocotools' rule.
     *
     * @param xy the corners {@code x0, y0, x1, y1, ...} in pixels; it closes itself
     */
    public static RunLengthMask ofPolygon(int height, int width, double... xy) {
        int pixels = pixels(height, width);
        int[] borders = PolygonBorders.trace(height, width, xy);
        Arrays.sort(borders);
        int[] counts = new int[borders.length + 1];
        int at = 0;
        for (int i = 0; i < borders.length; i++) {
            counts[i] = borders[i] - at;
            at = borders[i];
        }
        counts[borders.length] = pixels - at;
        return new RunLengthMask(height, width, withoutEmptyRuns(counts));
    }

    /** The pixels of any of the masks, which must be of one size; at least one. */
    public static RunLengthMask union(List<RunLengthMask> masks) {
        RunLengthMask all = masks.get(0);
        for (RunLengthMask mask : masks.subList(1, masks.size())) {
            all = all.merge(mask, (here, there) -> here || there);
        }
        return all;
    }

    /** The pixels of both masks, which must be of one size. */
    public RunLengthMask intersection(RunLengthMask other) {
        return merge(other, (here, there) -> here && there);
    }

    /** The pixels of this mask that another one of the same size has not. */
    public RunLengthMask without(RunLengthMask other) {
        return merge(other, (here, there) -> here && !there);
    }

    /** Rows of the picture. */
    public int height() {
        return height;
    }

    /** Columns of the picture. */
    public int width() {
        return width;
    }

    /** The lengths of the runs, a copy. */
    public int[] counts() {
        return counts.clone();
    }

    /** The counts in COCO's compressed form. */
    public String compressed() {
        return CompressedCounts.encode(counts);
    }

    /** Pixels, column by column from the left, each from top to bottom; 1 inside, 0 outside. */
    public byte[] columns() {
        byte[] columns = new byte[height * width];
        int at = counts[0];
        for (int i = 1; i < counts.length; i++) {
            if (i % 2 == 1) {
                Arrays.fill(columns, at, at + counts[i], (byte) 1);
            }
            at += counts[i];
        }
        return columns;
    }

    /** The number of pixels inside. */
    public int area() {
        int area = 0;
        for (int i = 1; i < counts.length; i += 2) {
            area += counts[i];
        }
        return area;
    }

    /** The smallest box that holds all pixels inside. */
    public Box boundingBox() {
        if (counts.length < 2) {
            return new Box(0, 0, 0, 0);
        }
        int left = width;
        int top = height;
        int right = -1;
        int bottom = -1;
        int at = 0;
        for (int i = 1; i < counts.length; i += 2) {
            at += counts[i - 1];
            int last = at + counts[i] - 1;
            boolean severalColumns = last / height > at / height;
            left = Math.min(left, at / height);
            right = Math.max(right, last / height);
            top = severalColumns ? 0 : Math.min(top, at % height);
            bottom = severalColumns ? height - 1 : Math.max(bottom, last % height);
            at = last + 1;
        }
        return new Box(left, top, right - left + 1, bottom - top + 1);
    }

    /** Intersection over union with another mask of the same size; 0 when nothing is shared. */
    public double iou(RunLengthMask other) {
        long both = sharedPixels(other);
        return both == 0 ? 0 : (double) both / (area() + other.area() - both);
    }

    /** The part of this mask that lies in a crowd region, as COCO counts a detection against a crowd. */
    public double partInside(RunLengthMask crowd) {
        long both = sharedPixels(crowd);
        return both == 0 ? 0 : (double) both / area();
    }

    private long sharedPixels(RunLengthMask other) {
        checkSize(other);
        long both = 0;
        int thisEnd = counts[0];
        int otherEnd = other.counts[0];
        int i = 0;
        int j = 0;
        int at = 0;
        while (i < counts.length && j < other.counts.length) {
            int end = Math.min(thisEnd, otherEnd);
            both += i % 2 == 1 && j % 2 == 1 ? end - at : 0;
            at = end;
            if (thisEnd == end && ++i < counts.length) {
                thisEnd += counts[i];
            }
            if (otherEnd == end && ++j < other.counts.length) {
                otherEnd += other.counts[j];
            }
        }
        return both;
    }

    private RunLengthMask merge(RunLengthMask other, Rule rule) {
        checkSize(other);
        IntList runs = new IntList();
        boolean inside = false;
        int start = 0;
        int at = 0;
        int i = 0;
        int j = 0;
        int thisEnd = counts[0];
        int otherEnd = other.counts[0];
        while (i < counts.length && j < other.counts.length) {
            boolean here = i % 2 == 1;
            boolean there = j % 2 == 1;
            int end = Math.min(thisEnd, otherEnd);
            // an empty run decides nothing
            if (end > at && rule.inside(here, there) != inside) {
                runs.add(at - start);
                start = at;
                inside = !inside;
            }
            at = end;
            if (thisEnd == end && ++i < counts.length) {
                thisEnd += counts[i];
            }
            if (otherEnd == end && ++j < other.counts.length) {
                otherEnd += other.counts[j];
            }
        }
        runs.add(height * width - start);
        return new RunLengthMask(height, width, runs.toArray());
    }

    /** Which pixels a mask of two others has. */
    private interface Rule {
        boolean inside(boolean here, boolean there);
    }

    private void checkSize(RunLengthMask other) {
        if (other.height != height || other.width != width) {
            throw new IllegalArgumentException(
                    "masks of %d x %d and %d x %d pixels".formatted(width, height, other.width, other.height));
        }
    }

    private static int pixels(int height, int width) {
        if (height < 1 || width < 1 || (long) height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a mask of " + width + " x " + height + " pixels");
        }
        return height * width;
    }

    private static int[] withoutEmptyRuns(int[] counts) {
        int[] kept = new int[counts.length + 1];
        int last = 0; // the first run is of background, empty or not
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                last += last % 2 == i % 2 ? 0 : 1;
                kept[last] += counts[i];
            }
        }
        return Arrays.copyOf(kept, last + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunLengthMask mask
                && mask.height == height
                && mask.width == width
                && Arrays.equals(mask.counts, counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(counts) + height;
    }

    @Override
    public String toString() {
        return "RunLengthMask[" + width + " x " + height + ", " + area() + " inside]";
    }
}
