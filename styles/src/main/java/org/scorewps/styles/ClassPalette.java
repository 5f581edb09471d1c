package org.scorewps.styles;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Colours for classes, as unlike each other as can be: each next colour is the one farthest from all before it in CIELAB
 * (farthest-first traversal), among colours that are neither nearly white, black nor grey. A class's colour depends on its
 * place in the vocabulary only, so longer vocabularies keep the colours of shorter ones.
 */
public final class ClassPalette {
    private static final Color FIRST = new Color(230, 25, 75);
    private static final int STEPS = 16;
    private static final double MIN_LIGHTNESS = 35;
    private static final double MAX_LIGHTNESS = 88;
    private static final double MIN_CHROMA = 25;

    private ClassPalette() {}

    /**
     * The first colours.
     *
     * @param count how many; at most about 2000
     * @throws IllegalArgumentException when there aren't as many
     */
    public static List<Color> colors(int count) {
        List<Color> candidates = candidates();
        if (count < 0 || count > candidates.size()) {
            throw new IllegalArgumentException("there are 0 to %d colours, not %d".formatted(candidates.size(), count));
        }
        double[][] places = candidates.stream().map(CieLab::of).toArray(double[][]::new);
        double[] distances = new double[places.length];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        List<Color> chosen = new ArrayList<>(count);
        int next = 0;
        while (chosen.size() < count) {
            chosen.add(candidates.get(next));
            int farthest = 0;
            for (int i = 0; i < places.length; i++) {
                distances[i] = Math.min(distances[i], CieLab.distance(places[i], places[next]));
                farthest = distances[i] > distances[farthest] ? i : farthest;
            }
            next = farthest;
        }
        return List.copyOf(chosen);
    }

    /** The first colour, then a grid over the RGB cube without what is too light, too dark or too grey. */
    private static List<Color> candidates() {
        List<Color> candidates = new ArrayList<>();
        candidates.add(FIRST);
        for (int i = 0; i < STEPS * STEPS * STEPS; i++) {
            int scale = 255 / (STEPS - 1);
            Color color = new Color(i / STEPS / STEPS * scale, i / STEPS % STEPS * scale, i % STEPS * scale);
            double[] lab = CieLab.of(color);
            if (lab[0] >= MIN_LIGHTNESS && lab[0] <= MAX_LIGHTNESS && Math.hypot(lab[1], lab[2]) >= MIN_CHROMA) {
                candidates.add(color);
            }
        }
        return candidates;
    }
}
