package org.scorewps.process.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.scorewps.engine.Detection;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.Window;

/**
 * What a tile shows, from a look at all of it and closer looks at its overlapping parts. What a part shows whole is taken
 * from there; what the tile as a whole shows stays where the parts show nothing of the kind: what is too large for them.
 */
public final class CloserLook {
    /** Intersection over union of one object in two parts. */
    private static final double SAME = 0.5;

    /** Intersection over union from which on a closer look at the same place is taken to show the same. */
    private static final double SEEN = 0.3;

    /** Share of a mask that several objects of its class cover, so that it is all of them taken for one. */
    private static final double SEVERAL = 0.5;

    private final int width;
    private final int height;
    private final List<Detection> whole;
    private final List<Seen> closer = new ArrayList<>();

    private int part;

    /** A detection of a part, in the tile's own samples. */
    private record Seen(int part, Detection detection, BitSet mask) {}

    /**
     * @param width the tile's columns
     * @param height its rows
     * @param whole what was found in all of it
     */
    public CloserLook(int width, int height, List<Detection> whole) {
        this.width = width;
        this.height = height;
        this.whole = List.copyOf(whole);
    }

    /**
     * Takes what a part shows; what its borders cut is left to its neighbours and to the look at the whole tile.
     *
     * @param window the part, in the tile's pixels; it begins at samples of the tile's masks
     * @param inner which of its sides are borders to other parts
     * @param found its detections
     */
    public void add(Window window, PyramidTile.Sides inner, List<Detection> found) {
        part++;
        for (Detection detection : found) {
            if (!cut(detection.mask(), inner)) {
                MaskLogits placed = placed(detection.mask(), window);
                closer.add(new Seen(
                        part,
                        new Detection(detection.classIndex(), detection.score(), placed),
                        Duplicates.positive(placed)));
            }
        }
    }

    /** Whether it reaches a border to another part, or is empty. */
    private static boolean cut(MaskLogits mask, PyramidTile.Sides inner) {
        boolean empty = true;
        for (int row = 0; row < mask.height(); row++) {
            for (int column = 0; column < mask.width(); column++) {
                if (mask.at(row, column) > 0) {
                    empty = false;
                    if ((inner.left() && column == 0)
                            || (inner.top() && row == 0)
                            || (inner.right() && column >= mask.width() - 1)
                            || (inner.bottom() && row >= mask.height() - 1)) {
                        return true;
                    }
                }
            }
        }
        return empty;
    }

    /** The mask on the tile's samples; beside the part it is as low as anywhere in it. */
    private MaskLogits placed(MaskLogits mask, Window window) {
        int stride = mask.stride();
        int columns = (width + stride - 1) / stride;
        int rows = (height + stride - 1) / stride;
        float lowest = 0;
        for (float value : mask.values()) {
            lowest = Math.min(lowest, value);
        }
        float[] values = new float[columns * rows];
        Arrays.fill(values, lowest);
        int left = window.x() / stride;
        int top = window.y() / stride;
        int copied = Math.min(mask.width(), columns - left);
        for (int row = 0; row < Math.min(mask.height(), rows - top); row++) {
            System.arraycopy(mask.values(), row * mask.width(), values, (top + row) * columns + left, copied);
        }
        return new MaskLogits(columns, rows, stride, values);
    }

    /** All that the tile shows, best first; of one object's detections in two parts the surer one. */
    public List<Detection> detections() {
        closer.sort(Comparator.comparingDouble((Seen one) -> one.detection().score())
                .reversed());
        List<Seen> kept = new ArrayList<>();
        for (Seen one : closer) {
            // in one part, two classes of one object stay, as in a tile that is looked at once
            if (kept.stream()
                    .noneMatch(other -> other.part() != one.part() && union(other.mask(), one.mask()) > SAME)) {
                kept.add(one);
            }
        }
        List<Detection> all = new ArrayList<>(kept.stream().map(Seen::detection).toList());
        whole.stream().filter(one -> !shown(one, kept)).forEach(all::add);
        all.sort(Comparator.comparingDouble(Detection::score).reversed());
        return List.copyOf(all);
    }

    private static boolean shown(Detection detection, List<Seen> closer) {
        BitSet mask = Duplicates.positive(detection.mask());
        BitSet left = (BitSet) mask.clone();
        for (Seen one : closer) {
            if (one.mask().intersects(mask)) {
                if (union(one.mask(), mask) >= SEEN) {
                    return true;
                }
                if (one.detection().classIndex() == detection.classIndex()) {
                    left.andNot(one.mask());
                }
            }
        }
        return left.cardinality() < (1 - SEVERAL) * mask.cardinality();
    }

    /** Intersection over union. */
    private static double union(BitSet a, BitSet b) {
        if (!a.intersects(b)) {
            return 0;
        }
        BitSet common = (BitSet) a.clone();
        common.and(b);
        double intersection = common.cardinality();
        return intersection / (a.cardinality() + b.cardinality() - intersection);
    }
}
