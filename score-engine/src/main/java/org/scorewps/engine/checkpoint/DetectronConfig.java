package org.scorewps.engine.checkpoint;

import static java.util.Map.entry;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.scorewps.engine.InvalidInputException;

/**
 * The authors' training configuration in detectron2's form.
 *
 * @param file for messages
 * @param yaml its content, bases merged in
 */
record DetectronConfig(Path file, JsonObject yaml) {
    private static final int TILE_STEP = 32;

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            entry("MODEL.MASK_FORMER.PRE_NORM", "pre_norm"),
            entry("MODEL.MASK_FORMER.SIZE_DIVISIBILITY", "size_divisibility"),
            entry("MODEL.PIXEL_MEAN", "pixel_mean"),
            entry("MODEL.PIXEL_STD", "pixel_std"),
            entry("MODEL.SCORE.GEOMETRIC_ENSEMBLE_ALPHA", "alpha"),
            entry("MODEL.SCORE.GEOMETRIC_ENSEMBLE_BETA", "beta"),
            entry("MODEL.SCORE.ENSEMBLE_ON_VALID_MASK", "ensemble_on_valid_mask"),
            entry("TEST.DETECTIONS_PER_IMAGE", "max_instances"));

    private static final Map<String, String> EXPECTED = Map.ofEntries(
            entry("MODEL.MASK_FORMER.HIDDEN_DIM", "decoder.hidden_dim"),
            entry("MODEL.MASK_FORMER.DIM_FEEDFORWARD", "decoder.feed_forward"),
            entry("MODEL.MASK_FORMER.NUM_OBJECT_QUERIES", "decoder.queries"),
            entry("MODEL.SEM_SEG_HEAD.MASK_DIM", "pixel_decoder.mask_dim"),
            entry("MODEL.SEM_SEG_HEAD.CONVS_DIM", "pixel_decoder.conv_dim"),
            entry("MODEL.SEM_SEG_HEAD.TRANSFORMER_ENC_LAYERS", "pixel_decoder.layers"),
            entry("MODEL.SEM_SEG_HEAD.DEFORMABLE_TRANSFORMER_ENCODER_N_POINTS", "pixel_decoder.points"),
            entry("MODEL.SCORE.EMBED_DIM", "embed_dim"));

    /** Values that this software computes with; any other would give wrong results. */
    private static final Map<String, String> REQUIRED = Map.of(
            "INPUT.FORMAT", "RGB",
            "MODEL.SEM_SEG_HEAD.NORM", "GN",
            "MODEL.MASK_FORMER.TRANSFORMER_IN_FEATURE", "multi_scale_pixel_decoder");

    /**
     * What the configuration says.
     *
     * @throws InvalidInputException when it is no such configuration or wants what this software has not
     */
    TrainingConfig toTrainingConfig() {
        if (!(yaml.get("MODEL") instanceof JsonObject)) {
            throw new InvalidInputException(file + ": no detectron2 configuration, MODEL is missing");
        }
        REQUIRED.forEach((place, needed) -> {
            JsonElement value = TrainingConfig.at(yaml, place);
            if (!value.isJsonNull() && !value.equals(new JsonPrimitive(needed))) {
                throw new InvalidInputException(
                        "%s: %s is %s, only %s is supported".formatted(file, place, value, needed));
            }
        });
        JsonObject settings = new JsonObject();
        TrainingConfig.pick(yaml, SETTINGS).forEach(settings::add);
        // one number for all attention of the two decoders
        integer("MODEL.MASK_FORMER.NHEADS").ifPresent(heads -> {
            settings.addProperty("pixel_decoder_heads", heads);
            settings.addProperty("decoder_heads", heads);
        });
        integer("INPUT.MIN_SIZE_TEST")
                .filter(size -> size > 0)
                .ifPresent(size -> settings.addProperty("tile_size", (size + TILE_STEP - 1) / TILE_STEP * TILE_STEP));
        Map<String, JsonElement> expected = new HashMap<>(TrainingConfig.pick(yaml, EXPECTED));
        // DEC_LAYERS counts prediction heads, and the first predicts from the learned queries
        integer("MODEL.MASK_FORMER.DEC_LAYERS")
                .ifPresent(heads -> expected.put("decoder.layers", new JsonPrimitive(heads - 1)));
        trainSet().ifPresent(name -> settings.addProperty("title", "SCORE, trained on " + name));
        return new TrainingConfig(file.toString(), settings, expected, integer("MODEL.SEM_SEG_HEAD.NUM_CLASSES"));
    }

    private Optional<Integer> integer(String place) {
        JsonElement value = TrainingConfig.at(yaml, place);
        if (value.isJsonNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.getAsBigDecimal().intValueExact());
        } catch (ArithmeticException
                | NumberFormatException
                | UnsupportedOperationException
                | IllegalStateException e) {
            throw new InvalidInputException("%s: %s must be a whole number".formatted(file, place), e);
        }
    }

    private Optional<String> trainSet() {
        JsonElement sets = TrainingConfig.at(yaml, "DATASETS.TRAIN");
        JsonElement first = sets instanceof JsonArray several && !several.isEmpty() ? several.get(0) : sets;
        return first instanceof JsonPrimitive name && name.isString()
                ? Optional.of(name.getAsString()).filter(text -> !text.isBlank())
                : Optional.empty();
    }
}
