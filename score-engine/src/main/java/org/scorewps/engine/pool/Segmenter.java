package org.scorewps.engine.pool;

import java.util.List;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * A loaded model. Called by the pool's workers only, possibly by several at the same time. Encodes a vocabulary when it
 * first meets it, and remembers the latest ones.
 */
public interface Segmenter extends AutoCloseable {
    /**
     * Finds instances.
     *
     * @param tiles tiles of one size, at least one
     * @return for each tile its detections, best first
     */
    List<List<Detection>> detect(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings);

    /**
     * How much each place belongs to each class.
     *
     * @param tiles tiles of one size, at least one
     * @param settings only the ensemble's weights count
     * @return for each tile the scores at the model's mask stride
     */
    List<SemanticMap> classScores(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings);

    /** Frees the weights; no call is running or follows. */
    @Override
    void close();
}
