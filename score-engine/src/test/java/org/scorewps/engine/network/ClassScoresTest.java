package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.TileFindings;

/** Class scores at the masks' stride, beside those of all pixels that the reference confirms. */
class ClassScoresTest {
    private static final InferenceSettings SETTINGS = new InferenceSettings(0.4, 0.8, 0, 20);

    @Test
    void samplesLieWhereThePixelsAroundThemSaySo(@TempDir Path folder) throws IOException {
        new ScoreModelLoader().prepareThread(1);
        List<ImageTile> tiles = TinyModel.tiles("ii_200x333");
        try (ScoreModel model = ScoreModel.load(
                TinyModel.importTo(folder.resolve("tiny"), TinyModel.CHECKPOINT, Map.of()), Device.cpu())) {
            ImageTile tile = tiles.get(0);
            SemanticMap full =
                    model.semantic(List.of(tile), TinyModel.CLASSES, SETTINGS).get(0);
            SemanticMap coarse = model.classScores(List.of(tile), TinyModel.CLASSES, SETTINGS)
                    .get(0);
            assertThat(full.stride()).isEqualTo(1);
            assertThat(coarse.stride()).isEqualTo(4);
            assertThat(coarse.classes()).isEqualTo(TinyModel.CLASSES.size());
            assertThat(coarse.width()).isEqualTo((tile.width() + 3) / 4);
            assertThat(coarse.height()).isEqualTo((tile.height() + 3) / 4);
            double right = distance(coarse, full, 0);
            assertThat(right).isCloseTo(0, within(0.02));
            // a grid that is one pixel off would show
            assertThat(distance(coarse, full, 1)).isGreaterThan(1.5 * right);
        }
    }

    @Test
    void oneRunGivesTheSameAsTwo(@TempDir Path folder) throws IOException {
        new ScoreModelLoader().prepareThread(1);
        List<ImageTile> tiles = TinyModel.tiles("ii_200x333").subList(0, 1);
        try (ScoreModel model = ScoreModel.load(
                TinyModel.importTo(folder.resolve("tiny"), TinyModel.CHECKPOINT, Map.of()), Device.cpu())) {
            TileFindings both =
                    model.findings(tiles, TinyModel.CLASSES, SETTINGS).get(0);
            List<Detection> detections =
                    model.detect(tiles, TinyModel.CLASSES, SETTINGS).get(0);
            assertThat(both.detections()).usingRecursiveComparison().isEqualTo(detections);
            assertThat(detections).isNotEmpty();
            assertThat(both.scores())
                    .usingRecursiveComparison()
                    .isEqualTo(model.classScores(tiles, TinyModel.CLASSES, SETTINGS)
                            .get(0));
        }
    }

    /** Mean difference between samples and the four pixels around each, moved to the right by some pixels. */
    private static double distance(SemanticMap coarse, SemanticMap full, int moved) {
        double sum = 0;
        int count = 0;
        for (int k = 0; k < coarse.classes(); k++) {
            for (int row = 0; 4 * row + 3 < full.height(); row++) {
                for (int column = 0; 4 * column + 3 + moved < full.width(); column++) {
                    int y = 4 * row + 1;
                    int x = 4 * column + 1 + moved;
                    double around =
                            (full.at(k, y, x) + full.at(k, y, x + 1) + full.at(k, y + 1, x) + full.at(k, y + 1, x + 1))
                                    / 4;
                    sum += Math.abs(coarse.at(k, row, column) - around);
                    count++;
                }
            }
        }
        return sum / count;
    }
}
