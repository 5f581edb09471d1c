package org.scorewps.engine.network;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.scorewps.engine.InvalidInputException;

/**
 * How far a number may lie from the reference's. Sums come out differently in their last bits from one processor's kernels
 * to another's, and how much of that arrives at a tensor depends on what was computed before. The reference's own noise
 * tells: how far its float32 run lies from its float64 run. So a value passes within 5e-5 + 1e-5 |value| + 8 noise; a mask
 * logit, a long sum whose terms cancel, at least within 5e-6 of the largest one.
 */
final class ReferenceTolerance {
    /** Where nothing is known of the reference's noise. */
    static final ReferenceTolerance WITHOUT_NOISE = new ReferenceTolerance(Map.of());

    private static final String FILE = "measured.json";
    private static final double ABSOLUTE = 5e-5;
    private static final double RELATIVE = 1e-5;
    private static final double NOISES = 8;
    private static final double OF_LARGEST_LOGIT = 5e-6;
    private static final Pattern PARTS = Pattern.compile("(?<=/)(head|layer)\\d+\\.|_stride\\d+$");
    private static final Pattern MASK_LOGITS = Pattern.compile(
            "decoder/(pred_masks|expand_mask|expand_mask_resized)|post/(mask_for_pooling|img\\d+\\.mask_pred_upsampled)");

    private final Map<String, Double> noise;

    private ReferenceTolerance(Map<String, Double> noise) {
        this.noise = noise;
    }

    /**
     * The tolerance of one tensor.
     *
     * @param noise largest difference of the reference's float32 run to its float64 run, 0 where it isn't known
     * @param least what is allowed at least
     */
    record Of(double noise, double least) {
        /** What a value may differ. */
        double at(double value) {
            return Math.max(ABSOLUTE + RELATIVE * Math.abs(value) + NOISES * noise, least);
        }

        /** Whether rounding may give a value the other sign. */
        boolean leavesSignOpen(double value) {
            return Math.abs(value) <= at(0);
        }
    }

    /**
     * Reads {@code measured.json} of a folder of golden tensors, {@code tolerance.INPUT.STAGE/TENSOR.f64_max_abs_diff};
     * without that file no noise is known.
     *
     * @throws InvalidInputException when the file is no such file
     */
    static ReferenceTolerance ofGolden(Path golden) {
        Path file = golden.resolve(FILE);
        if (Files.notExists(file)) {
            return WITHOUT_NOISE;
        }
        try {
            JsonObject json = new Gson().fromJson(Files.readString(file), JsonObject.class);
            Map<String, Double> noise = new HashMap<>();
            for (Map.Entry<String, JsonElement> input :
                    json.getAsJsonObject("tolerance").entrySet()) {
                for (Map.Entry<String, JsonElement> tensor :
                        input.getValue().getAsJsonObject().entrySet()) {
                    double measured = tensor.getValue()
                            .getAsJsonObject()
                            .get("f64_max_abs_diff")
                            .getAsDouble();
                    noise.put(input.getKey() + "/" + tensor.getKey(), measured);
                    // what depends on no picture is measured with each of them
                    noise.merge("/" + tensor.getKey(), measured, Math::max);
                }
            }
            return new ReferenceTolerance(noise);
        } catch (IOException | RuntimeException e) { // Gson has an exception of its own for every kind of surprise
            throw new InvalidInputException(
                    "can't read %s: it must hold tolerance.INPUT.STAGE/TENSOR.f64_max_abs_diff".formatted(file), e);
        }
    }

    /**
     * The same with more noise: of what was computed from the reference's tensors adds to theirs.
     *
     * @param more by input, stage and tensor, as {@code i_256x320/decoder/pred_logits}
     */
    ReferenceTolerance plus(Map<String, Double> more) {
        Map<String, Double> sum = new HashMap<>(noise);
        more.forEach((key, value) -> sum.merge(key, value, Double::sum));
        return new ReferenceTolerance(sum);
    }

    /**
     * The tolerance of a tensor.
     *
     * @param input the input's name, empty for what depends on no picture
     * @param key stage and tensor, such as {@code decoder/head3.pred_masks_stride4}
     * @param largest largest absolute value among the tensors of that name in the input
     */
    Of of(String input, String key, double largest) {
        String plain = plain(key);
        double least = MASK_LOGITS.matcher(plain).matches() ? OF_LARGEST_LOGIT * largest : 0;
        return new Of(noise.getOrDefault(input + "/" + plain, 0.0), least);
    }

    /** The name that all heads, layers and extracts of a tensor share: noise is stated of all of them together. */
    static String plain(String key) {
        return PARTS.matcher(key).replaceAll("");
    }
}
