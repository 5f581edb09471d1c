package org.scorewps.engine.scenes.body;

import java.util.List;
import java.util.Optional;
import org.scorewps.engine.scenes.catalog.LookAlike;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Part;

/**
 * A thing that can be put into a scene.
 *
 * @param kind its class; empty for what is no instance, as a tree
 * @param lookAlike the pair it belongs to, when only its surroundings tell its class
 * @param parts in drawing order, in the thing's frame: x forward, the origin in its middle
 */
public record Body(Optional<SceneClass> kind, Optional<LookAlike> lookAlike, List<Part> parts) {
    private static final int GRID = 32;

    /** Copies the list. */
    public Body {
        parts = List.copyOf(parts);
    }

    /** An instance. */
    public static Body of(SceneClass kind, List<Part> parts) {
        return new Body(Optional.of(kind), Optional.empty(), parts);
    }

    /** A shape shared by two classes, as one of them. */
    public static Body of(SceneClass kind, LookAlike pair, List<Part> parts) {
        return new Body(Optional.of(kind), Optional.of(pair), parts);
    }

    /** No instance. */
    public static Body scenery(List<Part> parts) {
        return new Body(Optional.empty(), Optional.empty(), parts);
    }

    /** Metres from the origin to its farthest corner. */
    public double radius() {
        double square = 0;
        for (Part part : parts) {
            double[] corners = part.corners();
            for (int i = 0; i < corners.length; i += 2) {
                square = Math.max(square, corners[i] * corners[i] + corners[i + 1] * corners[i + 1]);
            }
        }
        return Math.sqrt(square);
    }

    /** Square metres that it covers, seen from above: places of a grid over it that lie in one of its parts. */
    public double footprint() {
        double[] box = box();
        double width = box[2] - box[0];
        double height = box[3] - box[1];
        int inside = 0;
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                double x = box[0] + (column + 0.5) / GRID * width;
                double y = box[1] + (row + 0.5) / GRID * height;
                if (parts.stream().anyMatch(part -> Outlines.contains(part.corners(), x, y))) {
                    inside++;
                }
            }
        }
        return width * height * inside / (GRID * GRID);
    }

    /** Metres that it is wide, or long where that is less. */
    public double shorterSide() {
        double[] box = box();
        return Math.min(box[2] - box[0], box[3] - box[1]);
    }

    private double[] box() {
        double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (Part part : parts) {
            double[] corners = part.corners();
            for (int i = 0; i < corners.length; i += 2) {
                box[0] = Math.min(box[0], corners[i]);
                box[1] = Math.min(box[1], corners[i + 1]);
                box[2] = Math.max(box[2], corners[i]);
                box[3] = Math.max(box[3], corners[i + 1]);
            }
        }
        return box;
    }

    /** Metres from ground to its highest top. */
    public double height() {
        return parts.stream().mapToDouble(Part::top).max().orElse(0);
    }
}
