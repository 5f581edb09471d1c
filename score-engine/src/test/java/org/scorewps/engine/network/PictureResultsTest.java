package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.checkpoint.SafetensorsFile;

/** The reference's picture of 333 x 200 pixels, of which it asked for results of 416 x 250. */
class PictureResultsTest {
    private static final ReferenceTolerance TOLERANCES =
            ReferenceTolerance.ofGolden(TinyModel.REFERENCE.resolve("golden"));
    private static final int WIDTH = 416;
    private static final int HEIGHT = 250;
    private static final InferenceSettings SETTINGS = new InferenceSettings(0.4, 0.8, 0, 20);

    private static ScoreModel model;

    @BeforeAll
    static void load(@TempDir Path folder) {
        new ScoreModelLoader().prepareThread(1);
        model = ScoreModel.load(
                TinyModel.importTo(folder.resolve("tiny"), TinyModel.CHECKPOINT, Map.of()), Device.cpu());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Found(int classIndex, float score, byte[] columns) {}

    private static List<Found> found(ImageTile picture, InferenceSettings settings) {
        return model.results(picture, WIDTH, HEIGHT, TinyModel.CLASSES, settings, results -> {
            List<Found> found = new ArrayList<>();
            results.instances((columns, classes) ->
                    classes.forEach(one -> found.add(new Found(one.classIndex(), one.score(), columns))));
            found.sort(Comparator.comparingDouble(one -> -one.score()));
            return found;
        });
    }

    @Test
    void instancesAreTheReferencesPixelByPixel() throws IOException {
        ImageTile picture = TinyModel.tiles("ii_200x333").get(0);
        List<Found> found = found(picture, SETTINGS);
        try (SafetensorsFile file =
                SafetensorsFile.open(TinyModel.REFERENCE.resolve("golden/ii_200x333/post.safetensors"))) {
            float[] scores = ReferenceTensors.floats(file, "img0.scores");
            float[] labels = ReferenceTensors.floats(file, "img0.pred_classes");
            float[] packed = ReferenceTensors.floats(file, "img0.pred_masks_packed");
            int bytes = packed.length / scores.length;
            int pixels = 0;
            for (int j = 0; j < scores.length; j++) {
                float score = scores[j];
                float label = labels[j];
                double allowed =
                        TOLERANCES.of("ii_200x333", "post/img0.scores", 0).at(score);
                // empty masks score nothing and are left out
                List<Found> same = found.stream()
                        .filter(one -> one.classIndex() == (int) label && Math.abs(one.score() - score) < allowed)
                        .toList();
                assertThat(same).as("score " + score).hasSize(score > 0 ? 1 : 0);
                int different = 0;
                for (int p = 0; p < WIDTH * HEIGHT && score > 0; p++) {
                    int bit = (int) packed[j * bytes + p / 8] >> (7 - p % 8) & 1;
                    different += bit == same.get(0).columns()[p % WIDTH * HEIGHT + p / WIDTH] ? 0 : 1;
                    pixels++;
                }
                // where a logit is zero but for rounding either is right; a border that is off by a pixel is hundreds
                assertThat(different).isLessThanOrEqualTo(10);
            }
            assertThat(pixels).isGreaterThan(WIDTH * HEIGHT);
        }
    }

    @Test
    void theSettingsLimitWhatIsHandedOut() throws IOException {
        ImageTile picture = TinyModel.tiles("ii_200x333").get(0);
        List<Found> all = found(picture, SETTINGS);
        float middle = all.get(all.size() / 2).score();
        List<Found> best = found(picture, new InferenceSettings(0.4, 0.8, middle, 20));
        assertThat(best).hasSizeBetween(1, all.size() - 1).allMatch(one -> one.score() >= middle);
        assertThat(found(picture, new InferenceSettings(0.4, 0.8, 0, 3))).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void semanticMapsHaveTheSizeAskedFor() throws IOException {
        ImageTile picture = TinyModel.tiles("ii_200x333").get(0);
        SemanticMap map = model.results(picture, WIDTH, HEIGHT, TinyModel.CLASSES, SETTINGS, PictureResults::semantic);
        try (SafetensorsFile file =
                SafetensorsFile.open(TinyModel.REFERENCE.resolve("golden/ii_200x333/post.safetensors"))) {
            float[] expected = ReferenceTensors.floats(file, "img0.sem_seg_stride4");
            ReferenceTolerance.Of rule = TOLERANCES.of("ii_200x333", "post/img0.sem_seg_stride4", 0);
            int rows = (HEIGHT + 3) / 4;
            int columns = (WIDTH + 3) / 4;
            assertThat(expected).hasSize(map.classes() * rows * columns);
            for (int i = 0; i < expected.length; i++) {
                float value = map.at(i / (rows * columns), i / columns % rows * 4, i % columns * 4);
                assertThat((double) value).isCloseTo(expected[i], offset(rule.at(expected[i])));
            }
        }
    }
}
