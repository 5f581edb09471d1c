package org.scorewps.engine.network;

import java.util.Optional;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * A vocabulary as the classifier sees it. Plain numbers, so that it can be cached and shared by threads and devices.
 *
 * @param vocabulary the classes
 * @param namesPerClass names of each class, synonyms counted
 * @param seen for each class, whether it was seen in training
 * @param rows general CLIP's embedding of each name, [names][embedDim], normalised
 * @param contextRows the remote-sensing CLIP's, when it classifies out of the vocabulary
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record TextEmbeddings(
        Vocabulary vocabulary, int[] namesPerClass, boolean[] seen, float[] rows, Optional<float[]> contextRows) {
    /** Names, synonyms counted. */
    public int names() {
        int names = 0;
        for (int count : namesPerClass) {
            names += count;
        }
        return names;
    }
}
