package org.scorewps.engine.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.model.Variant;
import org.scorewps.engine.network.semantic.PromptTemplates;
import org.scorewps.engine.network.semantic.SeenClasses;
import org.scorewps.engine.network.semantic.TextClassifier;
import org.scorewps.engine.network.semantic.TextEncoder;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;

/** Embeds vocabularies with a model's text towers and remembers the latest. Safe for use by many threads. */
public final class VocabularyEncoder {
    private static final int REMEMBERED = 64;

    private final NDManager manager;
    private final List<String> trainClasses;
    private final TextClassifier general;
    private final Optional<TextClassifier> context;
    private final Map<Vocabulary, TextEmbeddings> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Vocabulary, TextEmbeddings> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Encodes with the text towers of these weights. */
    public VocabularyEncoder(NDManager manager, Ops ops, Weights weights, ModelConfig config) {
        this.manager = manager;
        trainClasses = config.trainClasses();
        Architecture architecture = config.architecture();
        PromptTemplates templates = new PromptTemplates(config.templates());
        general = new TextClassifier(
                ops, new TextEncoder(ops, weights.at("backbone.clip_model"), architecture.textTower()), templates);
        context = config.variant().outOfVocabulary() == Variant.OutOfVocabulary.REMOTE_SENSING_CLIP
                ? Optional.of(new TextClassifier(ops, contextTower(ops, weights, architecture), templates))
                : Optional.empty();
    }

    private static TextEncoder contextTower(Ops ops, Weights weights, Architecture architecture) {
        return architecture
                .contextTextTower()
                .map(shape -> new TextEncoder(ops, weights.at("clip_rs.clip_model"), shape))
                .orElseThrow(() -> new InvalidInputException(
                        "classifying with the remote-sensing CLIP needs its text tower, which this model lacks"));
    }

    /** The vocabulary's embeddings; traced when they are not remembered. */
    public TextEmbeddings encode(Vocabulary vocabulary, Trace trace) {
        synchronized (known) {
            TextEmbeddings found = known.get(vocabulary);
            if (found != null) {
                return found;
            }
        }
        TextEmbeddings made = embed(vocabulary, trace);
        synchronized (known) {
            known.put(vocabulary, made);
        }
        return made;
    }

    /** Embeds the training classes for a trace's sake. */
    void traceTrainClasses(Trace trace) {
        general.embed(
                manager,
                trainClasses.stream()
                        .flatMap(entry -> ClassName.promptNames(entry).stream())
                        .toList(),
                trace);
    }

    private TextEmbeddings embed(Vocabulary vocabulary, Trace trace) {
        List<ClassName> classes = vocabulary.classes();
        List<String> names =
                classes.stream().flatMap(one -> one.promptNames().stream()).toList();
        int[] counts =
                classes.stream().mapToInt(one -> one.promptNames().size()).toArray();
        SeenClasses seenClasses = new SeenClasses(trainClasses);
        boolean[] seen = new boolean[counts.length];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = seenClasses.seen(classes.get(i));
        }
        float[] rows = general.embed(manager, names, trace);
        Optional<float[]> contextRows = context.map(tower -> tower.embed(manager, names, Trace.NONE));
        try (NDManager scope = manager.newSubManager()) {
            trace.tensor("text", "num_templates", () -> scope.create(counts));
            trace.tensor("text", "category_overlapping_mask", () -> scope.create(seen)
                    .toType(DataType.INT32, false));
        }
        return new TextEmbeddings(vocabulary, counts, seen, rows, contextRows);
    }
}
