package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.Detection;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.vocabulary.Vocabulary;

class CalibrationTest {
    /** The second was never learned. */
    private static final Vocabulary CLASSES = Vocabulary.parse("ship; quarry");

    private static final InferenceSettings SETTINGS = new InferenceSettings(0.2, 0.8, 0, 100);

    @TempDir
    static Path temp;

    @BeforeAll
    static void prepareThread() {
        new ScoreModelLoader().prepareThread(1);
    }

    @Test
    void novelClassesHaveAnAdvantage() throws IOException {
        double none = novelShare("none", Map.of());
        assertThat(novelShare("some", Map.of("temperature", 1, "novel_advantage", 1)))
                .isGreaterThan(none + 0.05);
        assertThat(novelShare("less", Map.of("temperature", 1, "novel_advantage", -1)))
                .isLessThan(none - 0.05);
        assertThat(novelShare("same", Map.of("temperature", 1, "novel_advantage", 0)))
                .isEqualTo(none);
    }

    @Test
    void temperatureChangesTheClassifierThatKnowsOtherWords() throws IOException {
        Map<String, Object> hot = Map.of("temperature", 100, "novel_advantage", 0);
        assertThat(novelShare("hot", hot)).isNotEqualTo(novelShare("usual", Map.of()));
        // where that classifier doesn't count, nothing is different
        assertThat(novelShare("hot_alone", hot, 0)).isEqualTo(novelShare("usual_alone", Map.of(), 0));
    }

    private static double novelShare(String name, Map<String, Object> calibration) throws IOException {
        return novelShare(name, calibration, 0.8);
    }

    /** The novel class's part of all scores, of both classes of every query. */
    private static double novelShare(String name, Map<String, Object> calibration, double beta) throws IOException {
        Map<String, Object> settings = calibration.isEmpty() ? Map.of() : Map.of("calibration", calibration);
        try (ScoreModel model =
                ScoreModel.load(TinyModel.importTo(temp.resolve(name), TinyModel.CHECKPOINT, settings), Device.cpu())) {
            double alpha = beta == 0 ? 0 : SETTINGS.alpha();
            List<Detection> found = model.detect(
                            TinyModel.tiles("ii_200x333").subList(0, 1),
                            CLASSES,
                            new InferenceSettings(alpha, beta, SETTINGS.minScore(), SETTINGS.maxInstances()))
                    .get(0);
            double novel = 0;
            double all = 0;
            for (Detection one : found) {
                novel += one.classIndex() == 1 ? one.score() : 0;
                all += one.score();
            }
            return novel / all;
        }
    }
}
