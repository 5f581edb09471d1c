package org.scorewps.engine.pool;

import java.util.List;
import java.util.stream.IntStream;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.TileFindings;
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

    /**
     * Finds instances and scores classes. Models that can do both in one run do so.
     *
     * @param tiles tiles of one size, at least one
     */
    default List<TileFindings> findings(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
        List<List<Detection>> detections = detect(tiles, vocabulary, settings);
        List<SemanticMap> scores = classScores(tiles, vocabulary, settings);
        return IntStream.range(0, tiles.size())
                .mapToObj(i -> new TileFindings(detections.get(i), scores.get(i)))
                .toList();
    }

    /** Frees the weights; no call is running or follows. */
    @Override
    void close();
}
