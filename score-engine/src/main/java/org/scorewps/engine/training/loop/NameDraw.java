package org.scorewps.engine.training.loop;

import org.scorewps.engine.network.TextEmbeddings;
import org.scorewps.engine.training.SeededNumbers;

/**
 * By which of its names a step knows a class. What is drawn follows from the seed and the step.
 *
 * @param draws whether masks are learned by names that are drawn, in place of all
 */
record NameDraw(long seed, boolean draws) {
    /** For masks: each name half of the time, and at least one. */
    TextEmbeddings ofClasses(TextEmbeddings all, int step) {
        return draws ? drawn(all, numbers(step), 0.5) : all;
    }

    /** For captions: one name of what a caption speaks of. */
    TextEmbeddings ofCaptions(TextEmbeddings all, int step) {
        return drawn(all, numbers(-1 - step), 0);
    }

    private SeededNumbers numbers(int index) {
        return SeededNumbers.of(seed, SeededNumbers.Purpose.NAMES, index);
    }

    /** One name of each class, and each of the others with a probability. */
    private static TextEmbeddings drawn(TextEmbeddings text, SeededNumbers random, double others) {
        boolean[] kept = new boolean[text.names()];
        int first = 0;
        for (int count : text.namesPerClass()) {
            kept[first + random.below(count)] = true;
            for (int i = first; i < first + count; i++) {
                kept[i] |= random.uniform() < others;
            }
            first += count;
        }
        return text.only(kept);
    }
}
