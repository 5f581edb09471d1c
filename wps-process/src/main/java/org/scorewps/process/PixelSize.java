package org.scorewps.process;

import java.util.OptionalDouble;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.ModelInfo;

/**
 * The {@code resolution} parameter: the ground that a pixel is to cover before the model sees it.
 *
 * @param metres so many metres; empty when not said
 * @param trained whether it is the size of pixel that the model was trained at
 */
record PixelSize(OptionalDouble metres, boolean trained) {
    private static final String MODEL = "model";

    /**
     * Reads the parameter.
     *
     * @param text metres, {@code model}, or nothing for the coverage's own pixels
     * @throws InvalidInputException when it is none of these
     */
    static PixelSize parse(String name, String text) {
        if (text != null && text.strip().equalsIgnoreCase(MODEL)) {
            return new PixelSize(OptionalDouble.empty(), true);
        }
        return new PixelSize(Literals.positive(name, text), false);
    }

    /**
     * Metres a pixel; empty for the coverage's own.
     *
     * @throws InvalidInputException when it is the model's, and the model doesn't say
     */
    OptionalDouble metres(ModelInfo model) {
        if (trained && model.groundResolution().isEmpty()) {
            throw new InvalidInputException(
                    ("resolution=model needs a model that says what it was trained at; \"%s\" doesn't (ground_resolution"
                                    + " in its model.json): give metres")
                            .formatted(model.name()));
        }
        return trained ? model.groundResolution() : metres;
    }
}
