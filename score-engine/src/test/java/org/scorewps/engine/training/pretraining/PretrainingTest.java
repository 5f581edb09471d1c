package org.scorewps.engine.training.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.SafetensorsWriter;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.training.NewModel;

@Tag("slow")
class PretrainingTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");
    private static final int WIDTH = 80;
    private static final PretrainingListener SILENT = (step, steps, loss) -> {};

    @TempDir
    private Path temp;

    private ModelDirectory start;
    private Path phrases;
    private Path vectors;

    @BeforeEach
    void make() throws IOException {
        ModelDirectory tiny = CheckpointImporter.importModel(
                ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), temp.resolve("tiny"))
                        .withConfig(REFERENCE.resolve("config_tiny.json")),
                ImportListener.NONE);
        start = NewModel.create(
                tiny.config().withArchitecture(tiny.config().architecture().withoutContextTextTower()),
                5,
                temp.resolve("new"));
        List<String> lines = new ArrayList<>();
        for (String what : List.of("ship", "car", "tree", "house", "field", "road", "tank", "bridge")) {
            for (String how : List.of("red", "green", "blue", "white", "old", "new", "big", "small")) {
                lines.add(how + " " + what);
            }
        }
        phrases = Files.write(temp.resolve("phrases.txt"), lines);
        vectors = writeVectors("vectors.safetensors", lines.size(), WIDTH);
    }

    /** Vectors that say what a phrase is, and less loudly how it is. */
    private Path writeVectors(String name, int rows, int width) throws IOException {
        Random random = new Random(3);
        float[][] words = new float[16][width];
        for (float[] word : words) {
            for (int i = 0; i < width; i++) {
                word[i] = (float) random.nextGaussian();
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(rows * width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                bytes.putFloat(words[row / 8 % 8][i] + 0.3f * words[8 + row % 8][i]);
            }
        }
        Path file = temp.resolve(name);
        TensorInfo info = new TensorInfo("vectors", ElementType.F32, List.of((long) rows, (long) width));
        try (SafetensorsWriter writer = SafetensorsWriter.create(file, List.of(info), Map.of())) {
            writer.write(bytes.flip());
            writer.finish();
        }
        return file;
    }

    @Test
    void aTextTowerLearnsWhatPhrasesMean() throws IOException {
        LanguageLearning learning = new LanguageLearning(phrases, vectors);
        List<Double> losses = new ArrayList<>();
        LanguageLearning.Outcome outcome = learning.run(
                start,
                temp.resolve("language"),
                new PretrainingSettings(90, 0.01, 1, 1),
                32,
                (step, steps, loss) -> losses.add(loss));

        assertThat(losses).hasSize(90);
        assertThat(outcome.learned()).isGreaterThan(0.6);
        assertThat(outcome.model().config().provenance()).containsKey("language");
        assertThat(changed(outcome.model()))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("backbone.clip_model.") && !name.contains("visual"));
    }

    @Test
    void imageTowersLearnFromScenesAlikeForTheSameSeed() throws IOException {
        PretrainingSettings settings = new PretrainingSettings(2, 0.001, 4, 1);
        PictureLearning.Outcome one =
                PictureLearning.run(start, PictureLearning.Part.TOWERS, temp.resolve("one"), settings, SILENT);
        PictureLearning.Outcome two =
                PictureLearning.run(start, PictureLearning.Part.TOWERS, temp.resolve("two"), settings, SILENT);

        assertThat(changed(one.model()))
                .anyMatch(name -> name.startsWith("backbone.clip_model.visual."))
                .anyMatch(name -> name.startsWith("clip_rs.clip_model.visual."))
                .allMatch(name -> name.contains(".visual.") || name.endsWith("logit_scale"));
        assertThat(one.chance()).isBetween(0.02, 0.1);
        assertThat(one.recall().general()).isBetween(0.0, 1.0);
        assertThat(two.recall()).isEqualTo(one.recall());
        assertThat(Files.mismatch(
                        one.model().path().resolve(ModelDirectory.WEIGHTS_FILE),
                        two.model().path().resolve(ModelDirectory.WEIGHTS_FILE)))
                .isEqualTo(-1);
    }

    @Test
    void theHeadAloneLearnsWhereMasksMustStay() throws IOException {
        PictureLearning.Outcome outcome = PictureLearning.run(
                start,
                PictureLearning.Part.HEAD,
                temp.resolve("head"),
                new PretrainingSettings(2, 0.001, 4, 1),
                SILENT);

        assertThat(changed(outcome.model()))
                .anyMatch(name -> name.startsWith("backbone.clip_model.visual.head."))
                .allMatch(name -> name.startsWith("backbone.clip_model.visual.head.")
                        || name.startsWith("backbone.clip_model.visual.trunk.head.")
                        || name.equals("backbone.clip_model.logit_scale"));
        assertThat(outcome.model().config().provenance()).containsKey("pictures_head");
    }

    @Test
    void phrasesAndVectorsMustBelongTogether() throws IOException {
        Path fewer = writeVectors("fewer.safetensors", 63, WIDTH);

        assertThatThrownBy(() -> new LanguageLearning(phrases, fewer))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("[63, 80]")
                .hasMessageContaining("64 lines");
        LanguageLearning narrow = new LanguageLearning(phrases, writeVectors("narrow.safetensors", 64, 24));
        assertThatThrownBy(() -> narrow.run(start, temp, new PretrainingSettings(1, 0.1, 1, 1), 8, SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("24 numbers");
        assertThatThrownBy(() -> new LanguageLearning(temp.resolve("nowhere.txt"), vectors))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nowhere.txt");
        assertThatThrownBy(() -> new LanguageLearning(phrases, temp.resolve("nowhere.safetensors")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nowhere.safetensors");
    }

    @Test
    void settingsHaveRanges() throws IOException {
        assertThatThrownBy(() -> new PretrainingSettings(0, 0.1, 1, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("0");
        assertThatThrownBy(() -> new PretrainingSettings(1, 0, 1, 1)).isInstanceOf(InvalidInputException.class);
        LanguageLearning learning = new LanguageLearning(phrases, vectors);
        assertThatThrownBy(() -> learning.run(start, temp, new PretrainingSettings(1, 0.1, 1, 1), 1, SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 is too few");
    }

    /** Names of the weights that differ from the start. */
    private List<String> changed(ModelDirectory trained) throws IOException {
        try (SafetensorsFile before = start.openWeights();
                SafetensorsFile after = trained.openWeights()) {
            Predicate<String> differs = name -> !before.data(name).equals(after.data(name));
            return after.tensors().stream()
                    .map(TensorInfo::name)
                    .filter(differs)
                    .toList();
        }
    }
}
