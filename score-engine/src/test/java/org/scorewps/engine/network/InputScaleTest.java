package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.network.image.ShortestEdgeResize;

/** A model that enlarges its pictures sees what it would see of pictures that were enlarged before. */
class InputScaleTest {
    private static final InferenceSettings SETTINGS = new InferenceSettings(0.4, 0.8, 0, 20);

    @TempDir
    private static Path folder;

    private static ImageTile small;
    private static ImageTile large;

    @BeforeAll
    static void load() throws IOException {
        new ScoreModelLoader().prepareThread(1);
        small = TinyModel.tiles("ii_200x333").get(0);
        large = new ShortestEdgeResize(2 * Math.min(small.width(), small.height()), 10_000).resize(small);
    }

    private static ModelDirectory directory(int scale) {
        Path out = folder.resolve("scale" + scale);
        return Files.exists(out)
                ? ModelDirectory.open(out)
                : TinyModel.importTo(out, TinyModel.CHECKPOINT, Map.of("input_scale", scale));
    }

    private static List<Detection> detect(int scale, ImageTile tile) {
        try (ScoreModel model = ScoreModel.load(directory(scale), Device.cpu())) {
            return model.detect(List.of(tile), TinyModel.CLASSES, SETTINGS).get(0);
        }
    }

    @Test
    void masksAreFinerAndScoresThoseOfTheEnlargedPicture() {
        List<Detection> enlarged = detect(2, small);
        List<Detection> before = detect(1, large);
        assertThat(before).hasSizeGreaterThan(5).hasSameSizeAs(enlarged);
        for (int i = 0; i < enlarged.size(); i++) {
            // the one is rounded to whole numbers before the network, and these random weights make much of that
            assertThat(enlarged.get(i).score()).isCloseTo(before.get(i).score(), within(0.05f));
        }
        assertThat(enlarged)
                .allMatch(one -> one.mask().stride() == 2 && one.mask().width() == (small.width() + 1) / 2);
        assertThat(before).allMatch(one -> one.mask().stride() == 4);
        float[] ours = enlarged.get(0).mask().values();
        float[] theirs = before.get(0).mask().values();
        assertThat(ours).hasSameSizeAs(theirs);
        int different = 0;
        for (int i = 0; i < ours.length; i++) {
            different += ours[i] > 0 == theirs[i] > 0 ? 0 : 1;
        }
        assertThat(different).isLessThan(ours.length / 20);
        assertThat(Arrays.equals(ours, theirs)).isFalse();
    }

    @Test
    void memoryIsThatOfTheEnlargedTile() {
        ScoreModelLoader loader = new ScoreModelLoader();
        long enlarged = loader.activationBytes(directory(2), 256, 256);
        assertThat(enlarged)
                .isGreaterThan(loader.activationBytes(directory(1), 256, 256))
                .isLessThanOrEqualTo(loader.activationBytes(directory(1), 512, 512));
    }

    @Test
    void otherScalesAreRefused() {
        assertThatThrownBy(() -> directory(3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("input_scale must be 1, 2 or 4, not 3");
    }
}
