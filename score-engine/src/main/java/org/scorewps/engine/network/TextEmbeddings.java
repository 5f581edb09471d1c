package org.scorewps.engine.network;

import java.util.Arrays;
import java.util.Optional;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * A vocabulary as the classifier sees it. Plain numbers, so that it can be cached and shared by threads and devices.
 *
 * @param vocabulary the classes, with all names that they were asked for by
 * @param namesPerClass names of each class, synonyms counted
 * @param seen for each class, whether it was seen in training
 * @param rows general CLIP's embedding of each name, [names][embedDim], normalised
 * @param contextRows the remote-sensing CLIP's, when it classifies out of the vocabulary
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record TextEmbeddings(
        Vocabulary vocabulary, int[] namesPerClass, boolean[] seen, float[] rows, Optional<float[]> contextRows) {
    /**
     * The same classes by some of their names.
     *
     * @param kept for each name, whether it stays; at least one of each class must
     */
    public TextEmbeddings only(boolean... kept) {
        int width = rows.length / names();
        int[] counts = new int[namesPerClass.length];
        float[] chosen = new float[rows.length];
        Optional<float[]> context = contextRows.map(all -> new float[all.length]);
        int to = 0;
        int name = 0;
        for (int k = 0; k < counts.length; k++) {
            for (int i = 0; i < namesPerClass[k]; i++, name++) {
                if (kept[name]) {
                    copyRow(rows, name, chosen, to, width);
                    int from = name;
                    int row = to;
                    context.ifPresent(
                            target -> copyRow(contextRows.orElseThrow(), from, target, row, target.length / names()));
                    to++;
                    counts[k]++;
                }
            }
            if (counts[k] == 0) {
                throw new IllegalArgumentException("class %d keeps no name".formatted(k));
            }
        }
        int rowsKept = to;
        return new TextEmbeddings(
                vocabulary,
                counts,
                seen,
                Arrays.copyOf(chosen, rowsKept * width),
                context.map(all -> Arrays.copyOf(all, rowsKept * (all.length / names()))));
    }

    private static void copyRow(float[] from, int row, float[] to, int toRow, int width) {
        System.arraycopy(from, row * width, to, toRow * width, width);
    }

    /** Names, synonyms counted. */
    public int names() {
        int names = 0;
        for (int count : namesPerClass) {
            names += count;
        }
        return names;
    }
}
