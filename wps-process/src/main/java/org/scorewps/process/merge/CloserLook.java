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
 * What a tile shows, from a look at all of it and closer looks at its overlapping parts. Of an object's detections the
 * surest stays: parts show small things better, among fewer others; the whole tile shows what is around large ones. What a
 * part's border cuts is left to the other looks, and what the whole tile shows in place of several objects is dropped.
 */
public final class CloserLook {
    /** Intersection over union of one object in two looks. */
    private static final double SAME = 0.5;

    /** Intersection over union from which on a closer look at the same place is taken to show the same. */
    private static final double SEEN = 0.3;

    /** Share of a mask that several objects of its class cover, so that it is all of them taken for one. */
    private static final double SEVERAL = 0.5;

    private final int width;
    private final int height;
    private final List<Seen> seen = new ArrayList<>();

    private int looks;

    /**
     * A detection of one look.
     *
     * @param look 0 for the one at the whole tile
     * @param sureness the best score of what this look shows there, of whichever class
     * @param mask where it is, in the tile's samples
     */
    private record Seen(int look, Detection detection, double sureness, BitSet mask) {}

    /**
     * @param width the tile's columns
     * @param height its rows
     * @param whole what was found in all of it
     */
    public CloserLook(int width, int height, List<Detection> whole) {
        this.width = width;
        this.height = height;
        take(whole);
    }

    private void take(List<Detection> found) {
        List<BitSet> masks =
                found.stream().map(one -> Duplicates.positive(one.mask())).toList();
        for (int i = 0; i < masks.size(); i++) {
            double sureness = found.get(i).score();
            for (int j = 0; j < masks.size(); j++) {
                if (found.get(j).score() > sureness && union(masks.get(i), masks.get(j)) > SAME) {
                    sureness = found.get(j).score();
                }
            }
            seen.add(new Seen(looks, found.get(i), sureness, masks.get(i)));
        }
        looks++;
    }

    /**
     * Takes what a part shows; what its borders cut is left to its neighbours and to the look at the whole tile.
     *
     * @param window the part, in the tile's pixels; it begins at samples of the tile's masks
     * @param inner which of its sides are borders to other parts
     * @param found its detections
     */
    public void add(Window window, PyramidTile.Sides inner, List<Detection> found) {
        take(found.stream()
                .filter(one -> !cut(one.mask(), inner))
                .map(one -> new Detection(one.classIndex(), one.score(), placed(one.mask(), window)))
                .toList());
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

    /** All that the tile shows, best first; of looks that show one object, what the surest says of it, of every class. */
    public List<Detection> detections() {
        List<Seen> all =
                new ArrayList<>(seen.stream().filter(one -> one.look() > 0).toList());
        List<Seen> whole = seen.stream()
                .filter(one -> one.look() == 0)
                .filter(one -> !shown(one, all))
                .toList();
        all.addAll(whole);
        return all.stream()
                .filter(one -> all.stream().noneMatch(other -> surer(other, one)))
                .map(Seen::detection)
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .toList();
    }

    /** Whether another look shows the same and is surer of it. */
    private static boolean surer(Seen other, Seen one) {
        return other.look() != one.look()
                && (other.sureness() > one.sureness()
                        || (other.sureness() == one.sureness() && other.look() < one.look()))
                && union(other.mask(), one.mask()) > SAME;
    }

    /** Whether parts show something of what the whole tile shows, or the several things that were taken for it. */
    private static boolean shown(Seen whole, List<Seen> parts) {
        BitSet left = (BitSet) whole.mask().clone();
        boolean some = false;
        for (Seen one : parts) {
            double union = union(one.mask(), whole.mask());
            if (union > SAME) {
                return false; // the surer one counts
            }
            some |= union >= SEEN;
            if (union > 0 && one.detection().classIndex() == whole.detection().classIndex()) {
                left.andNot(one.mask());
            }
        }
        return some || left.cardinality() < (1 - SEVERAL) * whole.mask().cardinality();
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
