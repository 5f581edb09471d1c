package org.scorewps.process.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/** Parts that show one object. */
final class ObjectGroup {
    private final List<Part> parts = new ArrayList<>();
    private Geometry shape;
    private boolean completed;

    ObjectGroup(Part first) {
        parts.add(first);
        shape = first.shape();
    }

    List<Part> parts() {
        return parts;
    }

    int factor() {
        return parts.get(0).tile().factor();
    }

    /**
     * Whether two groups may be one object. A tile that tells two parts apart means it, unless its border cuts both: what
     * is beyond may join them.
     */
    boolean accepts(ObjectGroup other) {
        for (Part mine : parts) {
            for (Part its : other.parts) {
                if (mine.tile().equals(its.tile()) && !(mine.cut() && its.cut())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether one tile has parts in both. */
    boolean sharesTileWith(ObjectGroup other) {
        return parts.stream().anyMatch(mine -> other.parts.stream()
                .anyMatch(its -> its.tile().equals(mine.tile())));
    }

    void join(ObjectGroup other) {
        parts.addAll(other.parts);
    }

    /** Whether a tile sees the object whole. */
    boolean whole() {
        return parts.stream().anyMatch(part -> !part.cut());
    }

    /** Finds the outline, once all parts are there. */
    void settle() {
        parts.sort(Part.ORDER);
        shape = whole() ? clearest().shape() : MaskBlender.outline(parts);
    }

    /** The whole part that stays farthest from its tile's borders: nobody sees more of what is around it. */
    private Part clearest() {
        return parts.stream()
                .filter(part -> !part.cut())
                .max(Comparator.comparingDouble(Part::margin)
                        .thenComparingDouble(Part::score)
                        .thenComparing(Part.ORDER.reversed()))
                .orElseThrow();
    }

    /** The outline, scene pixel corners. */
    Geometry shape() {
        return shape;
    }

    /**
     * Takes the outline that other groups have shown to be the object's.
     *
     * @param more whether they add anything to it
     */
    void complete(Geometry whole, boolean more) {
        shape = whole;
        completed = more;
    }

    /** The best score among those that see it whole, or of all. */
    double score() {
        boolean anyWhole = whole();
        return parts.stream()
                .filter(part -> !anyWhole || !part.cut())
                .mapToDouble(Part::score)
                .max()
                .orElseThrow();
    }

    /** The class of the largest part. */
    int classIndex() {
        return parts.stream()
                .max(Comparator.comparingDouble((Part part) -> part.shape().getArea())
                        .thenComparing(Part.ORDER.reversed()))
                .orElseThrow()
                .classIndex();
    }

    /** Whether the outline comes from more than one tile. */
    boolean merged() {
        boolean several = parts.stream().map(Part::tile).distinct().count() > 1;
        return completed || (several && !whole());
    }
}
