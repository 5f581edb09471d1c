package org.scorewps.process.scene;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.picture.ValueRange;

/**
 * The linear map from sample values to 8 bits. One for the whole scene: tiles of one scene must not differ in
 * brightness.
 *
 * @param low for each of red, green, blue the value that becomes 0
 * @param high the value that becomes 255
 */
@SuppressWarnings("ArrayRecordComponent") // a transfer object, never compared
public record Stretch(double[] low, double[] high) {
    private static final String NUMBER = "([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,3})?)";
    private static final Pattern RANGE = Pattern.compile("\\s*" + NUMBER + "\\s*[,;]\\s*" + NUMBER + "\\s*");

    /**
     * Reads the {@code stretch} parameter: {@code none} (values are 8-bit already), {@code percentile} (the 2nd to the
     * 98th percentile of each band, from windows spread over the scene) or {@code min,max}. Without it, 8-bit coverages
     * are taken as they are and others by percentile.
     *
     * @param text the parameter
     * @param eightBit whether the coverage has 8-bit samples or a palette
     * @param percentiles finds the scene's, when they are needed
     * @throws InvalidInputException when it is none of these
     */
    static Stretch parse(Optional<String> text, boolean eightBit, Supplier<Stretch> percentiles) {
        String choice = text.orElse(eightBit ? "none" : "percentile").strip();
        if (choice.equalsIgnoreCase("none")) {
            return uniform(0, 255);
        }
        if (choice.equalsIgnoreCase("percentile")) {
            return percentiles.get();
        }
        Matcher range = RANGE.matcher(choice);
        if (!range.matches()) {
            throw new InvalidInputException("stretch must be none, percentile or \"min,max\", not \"" + choice + "\"");
        }
        double low = Double.parseDouble(range.group(1));
        double high = Double.parseDouble(range.group(2));
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new InvalidInputException("stretch needs a smaller and a larger value, not \"" + choice + "\"");
        }
        return uniform(low, high);
    }

    /** The 8-bit value of a sample; NaN gives 0. */
    byte apply(int channel, float sample) {
        return ValueRange.toByte(sample, low[channel], high[channel]);
    }

    private static Stretch uniform(double low, double high) {
        return new Stretch(new double[] {low, low, low}, new double[] {high, high, high});
    }

    /** From the 2nd to the 98th percentile of each band's valid samples. */
    static Stretch percentile(List<PixelBlock> blocks) {
        Stretch stretch = uniform(0, 255);
        for (int channel = 0; channel < 3; channel++) {
            ValueRange range = ValueRange.ofPercentiles(validValues(blocks, channel));
            stretch.low[channel] = range.low();
            stretch.high[channel] = range.high();
        }
        return stretch;
    }

    Stretch copy() {
        return new Stretch(low.clone(), high.clone());
    }

    private static float[] validValues(List<PixelBlock> blocks, int channel) {
        int count = 0;
        for (PixelBlock block : blocks) {
            count += block.countValid();
        }
        float[] values = new float[count];
        int next = 0;
        for (PixelBlock block : blocks) {
            for (int i = 0; i < block.valid().length; i++) {
                // one finite band is enough for a valid pixel, so the others may still be NaN
                if (block.valid()[i]) {
                    values[next++] = block.samples()[channel][i];
                }
            }
        }
        return values;
    }
}
