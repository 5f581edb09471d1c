package org.scorewps.engine.scenes.body;

import java.util.List;
import java.util.Optional;
import org.scorewps.engine.scenes.catalog.LookAlike;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Part;

/**
 * A thing that can be put into a scene.
 *
 * @param kind its class; empty for what is no instance, as a tree
 * @param lookAlike the pair it belongs to, when only its surroundings tell its class
 * @param parts in drawing order, in the thing's frame: x forward, the origin in its middle
 */
public record Body(Optional<SceneClass> kind, Optional<LookAlike> lookAlike, List<Part> parts) {
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

    /** Metres from ground to its highest top. */
    public double height() {
        return parts.stream().mapToDouble(Part::top).max().orElse(0);
    }
}
