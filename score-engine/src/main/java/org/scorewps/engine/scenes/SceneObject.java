package org.scorewps.engine.scenes;

import java.util.Optional;
import org.scorewps.engine.evaluation.RunLengthMask;
import org.scorewps.engine.scenes.catalog.LookAlike;
import org.scorewps.engine.scenes.catalog.SceneClass;

/**
 * An instance in a generated scene.
 *
 * @param kind its class
 * @param mask its visible pixels
 * @param lookAlike the pair of classes it was drawn for, when only its surroundings tell which of the two it is
 */
public record SceneObject(SceneClass kind, RunLengthMask mask, Optional<LookAlike> lookAlike) {
    /** Index of its class in {@link SceneClass#vocabulary()}. */
    @SuppressWarnings("EnumOrdinal") // the vocabulary lists the classes in this order
    public int classIndex() {
        return kind.ordinal();
    }
}
