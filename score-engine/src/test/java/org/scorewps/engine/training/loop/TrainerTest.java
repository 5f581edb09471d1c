package org.scorewps.engine.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.evaluation.EvaluationReport;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ScoreModel;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.training.TrainableWeights;
import org.scorewps.engine.training.data.TrainingData;
import org.scorewps.engine.training.data.TrainingSample;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;

/** The tiny reference model learns generated blocks. */
class TrainerTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");

    @TempDir
    private static Path shared;

    private static ModelDirectory start;

    @TempDir
    private Path temp;

    @BeforeAll
    static void load() {
        new ScoreModelLoader().prepareThread(1);
        start = CheckpointImporter.importModel(
                ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), shared.resolve("tiny"))
                        .withConfig(REFERENCE.resolve("config_tiny.json")),
                ImportListener.NONE);
    }

    @Test
    void aTrainingThatWasStoppedEndsWithTheSameBits() throws IOException {
        // kernels are mixed for the first four steps only: the second run begins with them mixed and ends with one
        String settings = "iterations: 6\ndilation_calls: 16\nperiods: {log: 3, checkpoint: 2}\n";
        Path stopped = assertEndsWithTheSameBits(settings, 6, 3, UnaryOperator.identity());
        assertThat(stopped.resolve("checkpoints").toFile().list())
                .as("the oldest are deleted")
                .hasSize(2);
    }

    /** Trains once straight on and once with a stop, whose folder it returns. */
    private Path assertEndsWithTheSameBits(String settings, int steps, int stop, UnaryOperator<TrainingRequest> change)
            throws IOException {
        Path straight = temp.resolve("straight");
        Trainer.train(change.apply(request(straight, settings, false)), new Watching(steps));
        Path stopped = temp.resolve("stopped");
        assertThatThrownBy(() -> Trainer.train(change.apply(request(stopped, settings, false)), new Watching(stop)))
                .isInstanceOf(CancellationException.class);
        TrainingSummary summary = Trainer.train(change.apply(request(stopped, settings, true)), new Watching(steps));
        assertThat(summary.pictures()).isEqualTo(2L * (steps - stop));
        for (String file : List.of("checkpoints/step-%09d.safetensors".formatted(steps), "model/weights.safetensors")) {
            assertThat(Files.mismatch(straight.resolve(file), stopped.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
        return stopped;
    }

    @Test
    void aKilledTrainingGoesOnFromItsLastCheckpoint() throws IOException {
        String settings = "iterations: 4\nperiods: {log: 1, checkpoint: 2}\n";
        Path straight = temp.resolve("straight");
        Trainer.train(request(straight, settings, false), new Watching(4));
        Path killed = temp.resolve("killed");
        // an error at step 3, after the checkpoint of step 2: step 3 is made again
        assertThatThrownBy(() -> Trainer.train(request(killed, settings, false), new Watching(3, new Killed())))
                .isInstanceOf(Killed.class);
        // what a kill in the middle of writing leaves
        Files.writeString(killed.resolve("checkpoints/.step-000000004.safetensors.part"), "cut off");
        Trainer.train(request(killed, settings, true), new Watching(4));
        assertThat(Files.mismatch(
                        straight.resolve("model/weights.safetensors"), killed.resolve("model/weights.safetensors")))
                .isEqualTo(-1);
        assertThat(Files.readAllLines(killed.resolve("losses.csv")))
                .extracting(line -> line.split(",", -1)[0])
                .containsExactly("step", "1", "2", "3", "4");
    }

    @Test
    void replicasEndWithTheSameBitsHoweverTheirThreadsRun() throws IOException {
        String settings = "iterations: 4\nreplicas: 2\ndilation_calls: 8\nperiods: {log: 1, checkpoint: 2}\n";
        assertEndsWithTheSameBits(settings, 4, 2, UnaryOperator.identity());
    }

    @Test
    void enlargedPicturesAndDrawnNamesAreTheSameAfterAStop() throws IOException {
        String settings = "iterations: 4\ninput_scale: 2\ndraw_names: true\nperiods: {log: 1, checkpoint: 2}\n";
        Path stopped = assertEndsWithTheSameBits(settings, 4, 2, UnaryOperator.identity());
        assertThat(ModelDirectory.open(stopped.resolve("model")).config().inputScale())
                .hasValue(2);
        // names do make a difference
        Path all = temp.resolve("all");
        Trainer.train(request(all, settings.replace("draw_names: true\n", ""), false), new Watching(4));
        assertThat(Files.mismatch(
                        all.resolve("model/weights.safetensors"), stopped.resolve("model/weights.safetensors")))
                .isNotEqualTo(-1);
    }

    @Test
    void moreQueriesAreTheSameAfterAStopAndInTheModelAsIsTheDatasResolution() throws IOException {
        int before = start.config().architecture().decoder().queries();
        String settings = "iterations: 4\nqueries: %d\nground_resolution: 0.3\nperiods: {log: 1, checkpoint: 2}\n"
                .formatted(before + 5);
        Path stopped = assertEndsWithTheSameBits(settings, 4, 2, UnaryOperator.identity());
        ModelConfig config = ModelDirectory.open(stopped.resolve("model")).config();
        assertThat(config.architecture().decoder().queries()).isEqualTo(before + 5);
        assertThat(config.maxInstances()).isGreaterThanOrEqualTo(before + 5);
        assertThat(config.groundResolution()).hasValue(0.3);
        assertThatThrownBy(() -> Trainer.train(
                        request(
                                temp.resolve("fewer"),
                                settings.replace("queries: " + (before + 5), "queries: 1"),
                                false),
                        new Watching(4)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("queries must be at least the initial model's %d, not 1".formatted(before));
    }

    @Test
    void aModelTellsHowItWasMadeStepByStep() throws IOException {
        ModelDirectory model = start;
        for (int seed = 1; seed <= 3; seed++) {
            TrainingRequest first = request(temp.resolve("step" + seed), "iterations: 1\nseed: " + seed + "\n", false);
            Trainer.train(
                    new TrainingRequest(model, first.settings(), first.data(), first.validation(), first.out(), false),
                    new Watching(1));
            model = ModelDirectory.open(first.out().resolve("model"));
        }
        Map<String, String> provenance = model.config().provenance();
        assertThat(provenance)
                .containsEntry("seed", "3")
                .containsEntry("before_01_seed", "2")
                .containsEntry("before_02_seed", "1")
                .containsEntry("before_01_start", "model")
                .containsEntry("before_02_start", start.name())
                .containsEntry("before_02_start_sha256", start.config().files().get(ModelDirectory.WEIGHTS_FILE));
        start.config().provenance().forEach((name, value) -> assertThat(provenance)
                .containsEntry("before_03_" + name, value));
    }

    @Test
    void captionsAreLearnedBesidesAndTheSameAfterAStop() throws IOException {
        String settings = """
                iterations: 4
                replicas: 2
                freeze_towers: false
                captions: {weight: 1, batch: 4, scenes: 24}
                periods: {log: 1, checkpoint: 2}
                """;
        Path stopped = assertEndsWithTheSameBits(settings, 4, 2, UnaryOperator.identity());
        assertThat(Files.readAllLines(stopped.resolve("losses.csv")).get(0)).contains(",captions,");
        Path without = temp.resolve("without");
        Trainer.train(request(without, settings.replace("weight: 1", "weight: 0"), false), new Watching(4));
        assertThat(Files.readAllLines(without.resolve("losses.csv")).get(0)).doesNotContain("captions");
        assertThat(Files.mismatch(
                        without.resolve("model/weights.safetensors"), stopped.resolve("model/weights.safetensors")))
                .isNotEqualTo(-1);
    }

    @Test
    void aPictureWithoutObjectsIsNoReasonToDiffer() throws IOException {
        // the step after the resume teaches masks nothing
        String settings = "iterations: 4\ndropout: 0\nperiods: {log: 1, checkpoint: 2}\n";
        assertEndsWithTheSameBits(settings, 4, 2, request -> emptyAfter(2, request));
    }

    private static TrainingRequest emptyAfter(int steps, TrainingRequest request) {
        TrainingData blocks = request.data();
        TrainingData data = new TrainingData() {
            @Override
            public List<ClassName> classes() {
                return blocks.classes();
            }

            @Override
            public String fingerprint() {
                return blocks.fingerprint();
            }

            @Override
            public TrainingSample sample(long place) {
                TrainingSample sample = blocks.sample(place);
                return place < 2L * steps ? sample : new TrainingSample(sample.image(), List.of());
            }
        };
        return new TrainingRequest(
                request.start(), request.settings(), data, request.validation(), request.out(), request.resume());
    }

    @Test
    void theLossFallsAndTheModelWorks() throws IOException {
        Path out = temp.resolve("run");
        TrainingSummary summary = Trainer.train(
                request(out, "iterations: 30\nlearning_rate: 0.001\nperiods: {log: 5}\n", false), new Watching(30));
        assertThat(summary.lastLoss()).isLessThan(0.8 * summary.firstLoss());
        assertThat(ImageIO.read(out.resolve("losses.png").toFile()).getWidth()).isEqualTo(900);
        ModelDirectory model = ModelDirectory.open(out.resolve("model"));
        model.verify();
        assertThat(model.config().trainClasses()).containsExactly("block,square", "bar");
        assertThat(model.config().provenance())
                .containsEntry("data", "generated blocks")
                .containsEntry("steps", "30")
                .containsEntry("seed", "1");
        ImageTile picture = new Blocks().sample(0).image();
        try (ScoreModel loaded = ScoreModel.load(model, Device.cpu())) {
            assertThat(loaded.detect(
                            List.of(picture), Vocabulary.parse("block;bar"), new InferenceSettings(0.4, 0.8, 0, 10)))
                    .hasSize(1);
        }
    }

    @Test
    void frozenTowersStayAndOthersLearn() throws IOException {
        assertThat(changed("iterations: 2\nfreeze_towers: true\n", "frozen")).allMatch(TrainableWeights.WITHOUT_TOWERS);
        List<String> changed = changed("iterations: 2\nfreeze_towers: false\n", "free");
        assertThat(changed)
                .anyMatch(name -> name.startsWith("backbone.clip_model.visual.trunk."))
                .anyMatch(name -> name.startsWith("clip_rs.clip_model.visual."))
                .noneMatch(name -> name.contains("clip_model.transformer."))
                // not in the graph: weight decay alone must not change them
                .noneMatch(name -> name.startsWith("backbone.clip_model.visual.head."));
    }

    @Test
    void partsThatAVariantLacksStayAsTheyAre() throws IOException {
        assertThat(changed("iterations: 2\nvariant: baseline\n", "baseline"))
                .isNotEmpty()
                .noneMatch(name -> name.startsWith("gca.") || name.contains("predictor.transformer.layers."));
        assertThat(changed("iterations: 2\nablation: {adaptation: none}\n", "integration"))
                .noneMatch(name -> name.startsWith("gca."))
                .anyMatch(name -> name.contains("predictor.transformer.layers."));
        assertThat(changed("iterations: 2\nablation: {integration: none}\n", "adaptation"))
                .anyMatch(name -> name.startsWith("gca."))
                .noneMatch(name -> name.contains("predictor.transformer.layers."));
        assertThat(changed("iterations: 2\nvariant: paper\n", "paper"))
                .anyMatch(name -> name.startsWith("gca."))
                .anyMatch(name -> name.contains("predictor.transformer.layers."));
    }

    /** Weights that training changed. */
    private List<String> changed(String settings, String name) throws IOException {
        Path out = temp.resolve(name);
        Trainer.train(request(out, settings, false), new Watching(Integer.MAX_VALUE));
        List<String> changed = new ArrayList<>();
        try (SafetensorsFile before = start.openWeights();
                SafetensorsFile after =
                        ModelDirectory.open(out.resolve("model")).openWeights()) {
            before.tensors().forEach(info -> {
                if (!before.data(info.name()).equals(after.data(info.name()))) {
                    changed.add(info.name());
                }
            });
        }
        return changed;
    }

    @Test
    void otherSettingsDoNotResume() {
        Path out = temp.resolve("run");
        Trainer.train(request(out, "iterations: 1\n", false), new Watching(1));
        assertThatThrownBy(() -> Trainer.train(request(out, "iterations: 1\n", false), new Watching(1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("holds a training already");
        assertThatThrownBy(() -> Trainer.train(
                        request(out, "iterations: 2\nseed: 2\nweight_decay: 0.1\n", true), new Watching(2)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("can't be resumed with other settings: seed was 1 and is 2;"
                        + " weight_decay was 0.05 and is 0.1");
    }

    @Test
    void numbersThatAreNoLongerFiniteAreNamed() throws IOException {
        Path broken = temp.resolve("broken");
        Files.createDirectory(broken);
        Files.copy(start.path().resolve("model.json"), broken.resolve("model.json"));
        byte[] bytes = Files.readAllBytes(start.weightsFile());
        int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        int offset = JsonParser.parseString(new String(bytes, 8, header, StandardCharsets.UTF_8))
                .getAsJsonObject()
                .getAsJsonObject("sem_seg_head.predictor.query_feat.weight")
                .getAsJsonArray("data_offsets")
                .get(0)
                .getAsInt();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(8 + header + offset, Float.NaN);
        Files.write(broken.resolve("weights.safetensors"), bytes);
        TrainingRequest request = request(temp.resolve("run"), "iterations: 1\n", false);
        assertThatThrownBy(() -> Trainer.train(
                        new TrainingRequest(
                                ModelDirectory.open(broken),
                                request.settings(),
                                request.data(),
                                Optional.empty(),
                                request.out(),
                                false),
                        new Watching(1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("training needs a lower learning rate");
    }

    /** Small tensors would be too little to see in the process's size. */
    @Test
    void noTensorStaysBehind() throws IOException {
        assertNoTensorStaysBehind("iterations: 1000\n");
        assertNoTensorStaysBehind("iterations: 1000\nreplicas: 2\n");
    }

    private void assertNoTensorStaysBehind(String settings) throws IOException {
        TrainingRequest request = request(temp.resolve("run"), settings, false);
        ModelConfig model = start.config()
                .withTraining("test", request.settings().modelVariant(), List.of("block", "bar"), Optional.empty(), 64);
        List<TrainingSample> batch =
                List.of(request.data().sample(0), request.data().sample(1));
        try (SafetensorsFile weights = start.openWeights();
                TrainingSession session = new TrainingSession(request, model, weights, Optional.empty())) {
            session.step(batch, 0);
            int tensors = session.tensors();
            for (int step = 1; step < 20; step++) {
                session.step(batch, step);
            }
            assertThat(session.tensors()).isEqualTo(tensors);
        }
    }

    private static TrainingRequest request(Path out, String settings, boolean resume) {
        TrainConfig config = TrainConfigReader.of("test", settings + """
                batch_size: 2
                threads: 1
                losses: {points: 256}
                augmentation: {crop: 64, min_scale: 0.8, max_scale: 1.2}
                """);
        return new TrainingRequest(start, config, new Blocks(), Optional.empty(), out, resume);
    }

    /** Ends a program where nothing can be cleaned up. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Stops after a step. */
    private static final class Watching implements TrainingListener {
        private final int last;
        private final RuntimeException end;

        Watching(int last) {
            this(last, new CancellationException());
        }

        Watching(int last, RuntimeException end) {
            this.last = last;
            this.end = end;
        }

        @Override
        public void trained(TrainingProgress progress) {
            if (progress.step() == last && last < progress.iterations()) {
                throw end;
            }
        }

        @Override
        public void evaluating(int done, int total) {
            throw new AssertionError("there is no validation data");
        }

        @Override
        public void evaluated(int step, EvaluationReport report) {
            throw new AssertionError("there is no validation data");
        }
    }
}
