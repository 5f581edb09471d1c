package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.MultiPolygon;
import org.scorewps.engine.MaskLogits;

/**
 * Contours of all masks of a tile, so that objects that touch share their border. The network draws each mask without
 * regard to the others, and masks of neighbours overlap by a pixel or so. Where they do, the larger logit decides: both
 * outlines get the same vertices along the line where the logits are equal, and the areas don't overlap. A gap between
 * two masks stays a gap.
 *
 * <p>Masks that have more than half of the smaller one in common aren't neighbours but one within the other (a car on a
 * ferry) or the same object twice: both keep their outlines. For that the masks are put into layers, each into the first
 * one where it is everybody's neighbour; borders are shared within a layer.
 */
public final class SharedBorders {
    private static final double NESTED = 0.5;

    private SharedBorders() {}

    /**
     * Traces the masks of a tile.
     *
     * @param masks logits of the tile's instances, best first, all sampled alike
     * @param width columns of the tile
     * @param height rows of the tile
     * @return for each mask a valid geometry in tile pixel corners, empty where its logit nowhere is positive and the
     *     largest
     * @throws IllegalArgumentException when the masks differ in size or stride
     */
    public static List<MultiPolygon> trace(List<MaskLogits> masks, int width, int height) {
        if (masks.isEmpty()) {
            return List.of();
        }
        checkAlike(masks);
        NodeGrid grid = NodeGrid.of(masks.get(0), width, height);
        List<List<LogitField>> layers = new ArrayList<>();
        List<Place> places = new ArrayList<>(masks.size());
        for (MaskLogits mask : masks) {
            places.add(place(new LogitField(mask, grid), layers));
        }
        List<LabelField> labels =
                layers.stream().map(layer -> new LabelField(grid, layer)).toList();
        return places.stream()
                .map(place -> MaskTracer.trace(labels.get(place.layer()), place.label()))
                .toList();
    }

    private record Place(int layer, int label) {}

    private static Place place(LogitField field, List<List<LogitField>> layers) {
        int layer = 0;
        while (layer < layers.size() && !neighbours(field, layers.get(layer))) {
            layer++;
        }
        if (layer == layers.size()) {
            layers.add(new ArrayList<>());
        }
        layers.get(layer).add(field);
        return new Place(layer, layers.get(layer).size() - 1);
    }

    private static boolean neighbours(LogitField field, List<LogitField> others) {
        return others.stream().allMatch(other -> field.common(other) <= NESTED * Math.min(field.size(), other.size()));
    }

    private static void checkAlike(List<MaskLogits> masks) {
        MaskLogits first = masks.get(0);
        for (MaskLogits mask : masks) {
            if (mask.width() != first.width() || mask.height() != first.height() || mask.stride() != first.stride()) {
                throw new IllegalArgumentException(
                        "masks of a tile are sampled differently: %d x %d by %d, %d x %d by %d"
                                .formatted(
                                        first.width(),
                                        first.height(),
                                        first.stride(),
                                        mask.width(),
                                        mask.height(),
                                        mask.stride()));
            }
        }
    }
}
