package org.scorewps.engine.pool;

import java.util.List;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.TileFindings;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * What a model is asked to make of tiles. Compared by identity: use the constants.
 *
 * @param <R> the result for a tile
 */
@FunctionalInterface
interface Inference<R> {
    /** Objects, best first. */
    Inference<List<Detection>> INSTANCES = Segmenter::detect;

    /** The score of every class at every sample. */
    Inference<SemanticMap> CLASS_SCORES = Segmenter::classScores;

    /** Both, of one run of the network. */
    Inference<TileFindings> BOTH = Segmenter::findings;

    /**
     * Runs the model on a batch.
     *
     * @return as many results as tiles
     */
    List<R> run(Segmenter segmenter, List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings);
}
