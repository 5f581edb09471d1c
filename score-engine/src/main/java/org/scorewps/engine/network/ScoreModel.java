package org.scorewps.engine.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.PanopticMap;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.model.Variant;
import org.scorewps.engine.network.semantic.PromptTemplates;
import org.scorewps.engine.network.semantic.SeenClasses;
import org.scorewps.engine.network.semantic.TextClassifier;
import org.scorewps.engine.network.semantic.TextEncoder;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;
import org.scorewps.engine.pool.Segmenter;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;

/** A SCORE model on a device. Weights are shared by all threads; every call frees what it made. */
public final class ScoreModel implements Segmenter {
    private static final int CACHED_VOCABULARIES = 64;

    private final ModelConfig config;
    private final SafetensorsFile file;
    private final NDManager manager;
    private final Ops ops;
    private final ScoreNetwork network;
    private final TextClassifier text;
    private final Optional<TextClassifier> contextText;
    private final Map<Vocabulary, TextEmbeddings> vocabularies = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Vocabulary, TextEmbeddings> eldest) {
            return size() > CACHED_VOCABULARIES;
        }
    };

    private ScoreModel(ModelConfig config, SafetensorsFile file, NDManager manager) {
        this.config = config;
        this.file = file;
        this.manager = manager;
        ops = new Ops(manager);
        Weights weights = Weights.load(file, manager);
        network = new ScoreNetwork(ops, weights, config);
        Architecture architecture = config.architecture();
        PromptTemplates templates = new PromptTemplates(config.templates());
        text = new TextClassifier(
                ops, new TextEncoder(ops, weights.at("backbone.clip_model"), architecture.textTower()), templates);
        contextText = config.variant().outOfVocabulary() == Variant.OutOfVocabulary.REMOTE_SENSING_CLIP
                ? Optional.of(new TextClassifier(ops, contextTower(weights, architecture), templates))
                : Optional.empty();
    }

    private TextEncoder contextTower(Weights weights, Architecture architecture) {
        return architecture
                .contextTextTower()
                .map(shape -> new TextEncoder(ops, weights.at("clip_rs.clip_model"), shape))
                .orElseThrow(() -> new InvalidInputException(
                        "classifying with the remote-sensing CLIP needs its text tower, which this model lacks"));
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
        return forward(
                tiles,
                vocabulary,
                settings,
                Trace.NONE,
                (output, i, size) -> InstanceInference.detections(
                        output.classes().get(i), output.masks().get(i), size, settings));
    }

    /**
     * Semantic segmentation of tiles of one size.
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
     * Panoptic segmentation of tiles of one size.
     *
     * @param settings only the ensemble's weights count
     * @param panoptic what becomes a segment
     */
    public List<PanopticMap> panoptic(
            List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings, PanopticSettings panoptic) {
        return forward(
                tiles,
                vocabulary,
                settings,
                Trace.NONE,
                (output, i, size) -> PanopticInference.forward(
                        output.classes().get(i), output.masks().get(i), size, panoptic));
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
        TextEmbeddings words = embed(vocabulary, trace);
        try (NDManager pass = manager.newSubManager()) {
            NDArray image = normalize(pass, tiles);
            long height = image.getShape().get(2);
            long width = image.getShape().get(3);
            ScoreNetwork.Output output =
                    network.forward(image, words, exponents(words, settings), trace != Trace.NONE, trace);
            List<R> results = new ArrayList<>();
            for (int i = 0; i < tiles.size(); i++) {
                int h = tiles.get(i).height();
                int w = tiles.get(i).width();
                results.add(finisher.finish(output, i, new MaskUpsampling(ops, height, width, h, w, h, w)));
            }
            return results;
        }
    }

    /** Embeds the training classes for a trace's sake. */
    void traceTrainClasses(Trace trace) {
        List<String> names = config.trainClasses().stream()
                .flatMap(entry -> PromptTemplates.names(entry).stream())
                .toList();
        text.embed(manager, names, trace);
    }

    private float[] exponents(TextEmbeddings words, InferenceSettings settings) {
        float[] exponents = new float[words.seen().length];
        for (int i = 0; i < exponents.length; i++) {
            exponents[i] = (float) (words.seen()[i] ? settings.alpha() : settings.beta());
        }
        return exponents;
    }

    /** Normalised and padded with zeros at the right and below: [batch, 3, height, width]. */
    private NDArray normalize(NDManager pass, List<ImageTile> tiles) {
        int multiple = config.sizeDivisibility();
        int height = ceil(tiles.stream().mapToInt(ImageTile::height).max().orElseThrow(), multiple);
        int width = ceil(tiles.stream().mapToInt(ImageTile::width).max().orElseThrow(), multiple);
        float[] values = new float[tiles.size() * 3 * height * width];
        for (int i = 0; i < tiles.size(); i++) {
            ImageTile tile = tiles.get(i);
            for (int channel = 0; channel < 3; channel++) {
                float mean = config.pixelMean().get(channel).floatValue();
                float std = config.pixelStd().get(channel).floatValue();
                for (int y = 0; y < tile.height(); y++) {
                    int out = ((i * 3 + channel) * height + y) * width;
                    int in = y * tile.width() * 3 + channel;
                    for (int x = 0; x < tile.width(); x++) {
                        values[out + x] = ((tile.rgb()[in + 3 * x] & 0xff) - mean) / std;
                    }
                }
            }
        }
        NDArray image = pass.create(values, new Shape(tiles.size(), 3, height, width));
        return image.toType(DataType.FLOAT32, true);
    }

    private static int ceil(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }

    private TextEmbeddings embed(Vocabulary vocabulary, Trace trace) {
        synchronized (vocabularies) {
            TextEmbeddings known = vocabularies.get(vocabulary);
            if (known != null) {
                return known;
            }
        }
        SeenClasses seenClasses = new SeenClasses(config.trainClasses());
        List<ClassName> classes = vocabulary.classes();
        List<String> names = classes.stream()
                .flatMap(one -> PromptTemplates.names(one).stream())
                .toList();
        int[] counts = classes.stream()
                .mapToInt(one -> PromptTemplates.names(one).size())
                .toArray();
        boolean[] seen = new boolean[counts.length];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = seenClasses.seen(classes.get(i));
        }
        float[] rows = text.embed(manager, names, trace);
        Optional<float[]> contextRows = contextText.map(tower -> tower.embed(manager, names, Trace.NONE));
        trace.tensor("text", "num_templates", () -> manager.create(counts));
        trace.tensor(
                "text", "category_overlapping_mask", () -> manager.create(seen).toType(DataType.INT32, false));
        TextEmbeddings embeddings = new TextEmbeddings(vocabulary, counts, seen, rows, contextRows);
        synchronized (vocabularies) {
            vocabularies.put(vocabulary, embeddings);
        }
        return embeddings;
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
