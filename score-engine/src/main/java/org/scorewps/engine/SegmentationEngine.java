package org.scorewps.engine;

import java.util.List;
import java.util.Optional;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * The models of this server and the workers that run them. One engine serves all requests; every method may be called
 * from any thread.
 */
public interface SegmentationEngine extends AutoCloseable {
    /** The installed models that can be used, by name. Directories that can't be read are left out and logged. */
    List<ModelInfo> models();

    /** Where inference runs, for people: {@code cpu} or {@code gpu(0)}. */
    String device();

    /**
     * The model of a request.
     *
     * @param name its name, or empty for the default model
     * @throws InvalidInputException when there is none of that name; the message lists those there are
     */
    ModelInfo model(Optional<String> name);

    /**
     * Admits a request: takes one of the places for running requests and loads the model when needed. The vocabulary is
     * encoded with the first tile. Both are kept for later requests.
     *
     * @param model a model's name
     * @throws EngineBusyException when all places are taken
     * @throws InvalidInputException when the model is unknown or can't be loaded
     */
    SegmentationSession open(String model, Vocabulary vocabulary, InferenceSettings settings);

    /**
     * What tiles cost, for telling how long a request will take before it runs. Costs nothing itself.
     *
     * @param model a model's name
     * @param width of the tiles, pixels
     * @param height of the tiles, pixels
     */
    default TileCost cost(String model, int width, int height) {
        return TileCost.UNKNOWN;
    }

    /** Stops the workers and frees the models; running sessions fail. */
    @Override
    void close();
}
