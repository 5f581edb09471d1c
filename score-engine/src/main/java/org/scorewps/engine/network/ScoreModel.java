package org.scorewps.engine.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.TileFindings;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;
import org.scorewps.engine.pool.Segmenter;
import org.scorewps.engine.vocabulary.Vocabulary;

/** A SCORE model on a device. Weights are shared by all threads; every call frees what it made. */
public final class ScoreModel implements Segmenter {
    private static final Finisher<SemanticMap> CLASS_SCORES = (output, i, size) ->
            SemanticInference.coarse(output.classes().get(i), output.masks().get(i), size);

    private final ModelConfig config;
    private final SafetensorsFile file;
    private final NDManager manager;
    private final Ops ops;
    private final ScoreNetwork network;
    private final VocabularyEncoder vocabularies;
    private final ImageNormalization normalization;

    private ScoreModel(ModelConfig config, SafetensorsFile file, NDManager manager) {
        this.config = config;
        this.file = file;
        this.manager = manager;
        ops = new Ops(manager);
        Weights weights = Weights.load(file, manager);
        network = new ScoreNetwork(ops, weights, config);
        vocabularies = new VocabularyEncoder(manager, ops, weights, config);
        normalization = new ImageNormalization(ops, config);
    }

    /**
     * Loads a model; on a CPU its weights stay in the file's memory map.
     *
     * @throws InvalidInputException when its files are damaged or don't fit together
     */
    public static ScoreModel load(ModelDirectory directory, Device device) {
        return load(directory, directory.config(), device);
    }

    /** Loads a model that computes another variant than its own configuration says. */
    public static ScoreModel load(ModelDirectory directory, ModelConfig config, Device device) {
        SafetensorsFile file = directory.openWeights();
        NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        boolean loaded = false;
        try {
            ScoreModel model = new ScoreModel(config, file, manager);
            loaded = true;
            return model;
        } finally {
            if (!loaded) {
                manager.close();
                closeFile(file);
            }
        }
    }

    /** What the model is. */
    public ModelConfig config() {
        return config;
    }

    @Override
    public List<List<Detection>> detect(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
        return forward(tiles, vocabulary, settings, Trace.NONE, detections(settings));
    }

    @Override
    public List<SemanticMap> classScores(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
        return forward(tiles, vocabulary, settings, Trace.NONE, CLASS_SCORES);
    }

    @Override
    public List<TileFindings> findings(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
        Finisher<List<Detection>> detections = detections(settings);
        return forward(
                tiles,
                vocabulary,
                settings,
                Trace.NONE,
                (output, i, size) ->
                        new TileFindings(detections.finish(output, i, size), CLASS_SCORES.finish(output, i, size)));
    }

    private static Finisher<List<Detection>> detections(InferenceSettings settings) {
        return (output, i, size) -> InstanceInference.detections(
                output.classes().get(i), output.masks().get(i), size, settings);
    }

    /**
     * Semantic segmentation of tiles of one size, at all pixels.
     *
     * @param settings only the ensemble's weights count
     */
    public List<SemanticMap> semantic(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
        return forward(
                tiles,
                vocabulary,
                settings,
                Trace.NONE,
                (output, i, size) -> SemanticInference.forward(
                        output.classes().get(i), output.masks().get(i), size));
    }

    /**
     * How near names are to classes for the text tower: what it knows of a word it was never trained with. Of a class's
     * names the nearest counts, as in classification.
     *
     * @param names what is asked for; of synonyms the nearest counts
     * @param classes what they are compared with
     * @return cosines [names][classes]
     */
    public float[][] similarity(Vocabulary names, Vocabulary classes) {
        return TextSimilarity.between(vocabularies.encode(names, Trace.NONE), vocabularies.encode(classes, Trace.NONE));
    }

    /**
     * Results of a picture at another size than the network sees it at, as evaluation needs them: masks are resized to the
     * picture's own size before they are scored and cut.
     *
     * @param picture the picture as the network sees it
     * @param width width of the results, pixels
     * @param height height of the results, pixels
     * @param use makes what is wanted of the results, which are gone afterwards
     */
    public <R> R results(
            ImageTile picture,
            int width,
            int height,
            Vocabulary vocabulary,
            InferenceSettings settings,
            Function<PictureResults, R> use) {
        Finisher<R> finisher = (output, i, size) -> use.apply(
                new PictureResults(output.classes().get(i), output.masks().get(i), size.to(height, width), settings));
        return forward(List.of(picture), vocabulary, settings, Trace.NONE, finisher)
                .get(0);
    }

    /** Makes one picture's result of a batch's output. */
    @FunctionalInterface
    interface Finisher<R> {
        /**
         * Called once a picture.
         *
         * @param size makes masks of the picture's size
         */
        R finish(ScoreNetwork.Output output, int index, MaskUpsampling size);
    }

    /** Runs the network and makes a result of each picture before its tensors are freed. */
    <R> List<R> forward(
            List<ImageTile> tiles,
            Vocabulary vocabulary,
            InferenceSettings settings,
            Trace trace,
            Finisher<R> finisher) {
        TextEmbeddings words = vocabularies.encode(vocabulary, trace);
        try (NDManager scope = manager.newSubManager()) {
            ScoreNetwork.Output output;
            long height;
            long width;
            // what only the network needs is freed before masks are made large
            try (NDManager pass = scope.newSubManager()) {
                NDArray image = normalization.forward(pass, tiles);
                height = image.getShape().get(2) / normalization.scale();
                width = image.getShape().get(3) / normalization.scale();
                output = network.forward(image, words, exponents(words, settings), trace != Trace.NONE, trace);
                output.classes().attach(scope);
                output.masks().attach(scope);
            }
            List<R> results = new ArrayList<>();
            for (int i = 0; i < tiles.size(); i++) {
                int h = tiles.get(i).height();
                int w = tiles.get(i).width();
                results.add(finisher.finish(output, i, new MaskUpsampling(ops, height, width, h, w, h, w)));
            }
            return results;
        }
    }

    /** The vocabularies as this model sees them. */
    VocabularyEncoder vocabularies() {
        return vocabularies;
    }

    private static float[] exponents(TextEmbeddings words, InferenceSettings settings) {
        float[] exponents = new float[words.seen().length];
        for (int i = 0; i < exponents.length; i++) {
            exponents[i] = (float) (words.seen()[i] ? settings.alpha() : settings.beta());
        }
        return exponents;
    }

    @Override
    public void close() {
        ops.close();
        manager.close();
        closeFile(file);
    }

    private static void closeFile(SafetensorsFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
