package org.scorewps.process.merge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.scorewps.engine.Detection;
import org.scorewps.engine.MaskLogits;

/**
 * Leaves out what one tile shows twice: a network without non-maximum suppression gives now and then an object to two of
 * its queries. Compared are masks, not boxes: boxes of long neighbours at a slant overlap without the neighbours doing so.
 */
final class Duplicates {
    /** Intersection over union of two masks of one class that are one object, as COCO's measure has it. */
    private static final double SAME = 0.5;

    private Duplicates() {}

    private record Kept(Detection detection, BitSet mask, int area) {}

    /**
     * The detections without those that cover the same as a surer one of their class.
     *
     * @param detections of a tile, best first
     */
    static List<Detection> without(List<Detection> detections) {
        List<Kept> kept = new ArrayList<>();
        for (Detection detection : detections) {
            BitSet mask = positive(detection.mask());
            int area = mask.cardinality();
            if (kept.stream().noneMatch(other -> same(other, detection, mask, area))) {
                kept.add(new Kept(detection, mask, area));
            }
        }
        return kept.stream().map(Kept::detection).toList();
    }

    private static boolean same(Kept other, Detection detection, BitSet mask, int area) {
        if (other.detection().classIndex() != detection.classIndex()
                || Math.min(area, other.area()) <= SAME * Math.max(area, other.area())) {
            return false;
        }
        BitSet common = (BitSet) mask.clone();
        common.and(other.mask());
        int intersection = common.cardinality();
        return intersection > SAME * (area + other.area() - intersection);
    }

    /** Where the object is. */
    static BitSet positive(MaskLogits mask) {
        BitSet positive = new BitSet(mask.values().length);
        for (int i = 0; i < mask.values().length; i++) {
            if (mask.values()[i] > 0) {
                positive.set(i);
            }
        }
        return positive;
    }
}
