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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ScoreModel;
import org.scorewps.engine.training.TrainableWeights;
import org.scorewps.engine.training.data.TrainingSample;
import org.scorewps.engine.vocabulary.Vocabulary;

/** The tiny reference model learns generated blocks. */
@Tag("slow")
class TrainerTest {
    @TempDir
    private static Path shared;

    private static TinyTraining tiny;

    @TempDir
    private Path temp;

    @BeforeAll
    static void load() {
        tiny = TinyTraining.load(shared.resolve("tiny"));
    }

    @Test
    void aModelTellsHowItWasMadeStepByStep() throws IOException {
        ModelDirectory model = tiny.start();
        for (int seed = 1; seed <= 3; seed++) {
            TrainingRequest first =
                    tiny.request(temp.resolve("step" + seed), "iterations: 1\nseed: " + seed + "\n", false);
            Trainer.train(
                    new TrainingRequest(model, first.settings(), first.data(), first.validation(), first.out(), false),
                    new StopAfter(1));
            model = ModelDirectory.open(first.out().resolve("model"));
        }
        Map<String, String> provenance = model.config().provenance();
        assertThat(provenance)
                .containsEntry("seed", "3")
                .containsEntry("before_01_seed", "2")
                .containsEntry("before_02_seed", "1")
                .containsEntry("before_01_start", "model")
                .containsEntry("before_02_start", tiny.start().name())
                .containsEntry(
                        "before_02_start_sha256", tiny.start().config().files().get(ModelDirectory.WEIGHTS_FILE));
        tiny.start().config().provenance().forEach((name, value) -> assertThat(provenance)
                .containsEntry("before_03_" + name, value));
    }

    @Test
    void theLossFallsAndTheModelWorks() throws IOException {
        Path out = temp.resolve("run");
        TrainingSummary summary = Trainer.train(
                tiny.request(out, "iterations: 30\nlearning_rate: 0.001\nperiods: {log: 5}\n", false),
                new StopAfter(30));
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
        Trainer.train(tiny.request(out, settings, false), new StopAfter(Integer.MAX_VALUE));
        List<String> changed = new ArrayList<>();
        try (SafetensorsFile before = tiny.start().openWeights();
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
    void numbersThatAreNoLongerFiniteAreNamed() throws IOException {
        Path broken = temp.resolve("broken");
        Files.createDirectory(broken);
        Files.copy(tiny.start().path().resolve("model.json"), broken.resolve("model.json"));
        byte[] bytes = Files.readAllBytes(tiny.start().weightsFile());
        int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        int offset = JsonParser.parseString(new String(bytes, 8, header, StandardCharsets.UTF_8))
                .getAsJsonObject()
                .getAsJsonObject("sem_seg_head.predictor.query_feat.weight")
                .getAsJsonArray("data_offsets")
                .get(0)
                .getAsInt();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(8 + header + offset, Float.NaN);
        Files.write(broken.resolve("weights.safetensors"), bytes);
        TrainingRequest request = tiny.request(temp.resolve("run"), "iterations: 1\n", false);
        assertThatThrownBy(() -> Trainer.train(
                        new TrainingRequest(
                                ModelDirectory.open(broken),
                                request.settings(),
                                request.data(),
                                Optional.empty(),
                                request.out(),
                                false),
                        new StopAfter(1)))
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
        TrainingRequest request = tiny.request(temp.resolve("run"), settings, false);
        ModelConfig model = tiny.start()
                .config()
                .withTraining("test", request.settings().modelVariant(), List.of("block", "bar"), Optional.empty(), 64);
        List<TrainingSample> batch =
                List.of(request.data().sample(0), request.data().sample(1));
        try (SafetensorsFile weights = tiny.start().openWeights();
                TrainingSession session = new TrainingSession(request, model, weights, Optional.empty())) {
            session.step(batch, 0);
            int tensors = session.tensors();
            for (int step = 1; step < 20; step++) {
                session.step(batch, step);
            }
            assertThat(session.tensors()).isEqualTo(tensors);
        }
    }
}
