package org.scorewps.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.evaluation.CocoCategory;
import org.scorewps.engine.evaluation.CocoDataset;
import org.scorewps.engine.vocabulary.ClassName;

class CocoTrainingDataTest {
    private static final List<CocoCategory> CATEGORIES = List.of(
            new CocoCategory(7, "Small_Vehicle"),
            new CocoCategory(3, "ship"),
            new CocoCategory(9, "storage tank,tank"));

    @TempDir
    private Path temp;

    private CocoDataset dataset;

    @BeforeEach
    void write() throws IOException {
        for (int i = 1; i <= 3; i++) {
            ImageIO.write(
                    new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB),
                    "png",
                    temp.resolve(i + ".png").toFile());
        }
        Path file = temp.resolve("data.json");
        Files.writeString(file, """
                {"images": [{"id": 1, "file_name": "1.png", "width": 6, "height": 4},
                            {"id": 2, "file_name": "2.png", "width": 6, "height": 4},
                            {"id": 3, "file_name": "3.png", "width": 6, "height": 4}],
                 "categories": [{"id": 7, "name": "Small_Vehicle"}, {"id": 3, "name": "ship"}],
                 "annotations": [
                   {"id": 1, "image_id": 1, "category_id": 3, "iscrowd": 0, "area": 4,
                    "segmentation": [[1, 1, 3, 1, 3, 3, 1, 3]]},
                   {"id": 2, "image_id": 1, "category_id": 7, "iscrowd": 1, "area": 24,
                    "segmentation": {"size": [4, 6], "counts": [0, 24]}},
                   {"id": 3, "image_id": 2, "category_id": 7, "iscrowd": 0, "area": 2,
                    "segmentation": {"size": [4, 6], "counts": [0, 2, 22]}}]}
                """);
        dataset = CocoDataset.open(file, Optional.empty());
    }

    @Test
    void masksKeepTheirPixelsAndCrowdsAreLeftOut() {
        ClassMapping mapping = ClassMapping.of(dataset.categories(), List.of(), List.of());
        CocoTrainingData data = new CocoTrainingData(dataset, mapping, false, 0, 1);
        assertThat(data.size()).as("the third picture is empty").isEqualTo(2);
        assertThat(List.of(data.sample(0).objects(), data.sample(1).objects()))
                .containsExactlyInAnyOrder(
                        List.of(new TrainingObject(1, bits(7, 8, 13, 14))), List.of(new TrainingObject(0, bits(0, 6))));
        assertThat(data.fingerprint()).contains("data.json", "2 images");
        assertThat(new CocoTrainingData(dataset, mapping, true, 0, 1).size()).isEqualTo(3);
    }

    /** Its header is whole, so it is found when its turn comes. */
    @Test
    void damagedPicturesAreLeftOutAndCounted() throws IOException {
        CocoDataset skipping = CocoDataset.open(temp.resolve("data.json"), Optional.empty(), true);
        ClassMapping mapping = ClassMapping.of(skipping.categories(), List.of(), List.of());
        CocoTrainingData data = new CocoTrainingData(skipping, mapping, false, 0, 1);
        byte[] whole = Files.readAllBytes(temp.resolve("1.png"));
        Files.write(temp.resolve("1.png"), Arrays.copyOf(whole, 45));
        for (int place = 0; place < 6; place++) {
            assertThat(data.sample(place).objects()).containsExactly(new TrainingObject(0, bits(0, 6)));
        }
        assertThat(data.leftOut()).hasValueSatisfying(text -> assertThat(text)
                .contains("image files that can't be read: 1 (first: 1.png, "));
        Files.write(temp.resolve("2.png"), Arrays.copyOf(Files.readAllBytes(temp.resolve("2.png")), 45));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new CocoTrainingData(
                                CocoDataset.open(temp.resolve("data.json"), Optional.empty(), true),
                                mapping,
                                false,
                                0,
                                1)
                        .sample(0))
                .withMessageContaining("none of its images can be read");
    }

    @Test
    void whatIsLeftOutIsNotLearned() {
        CocoTrainingData data = new CocoTrainingData(
                dataset, ClassMapping.of(dataset.categories(), List.of(), List.of("small vehicle")), false, 0, 1);
        assertThat(data.size()).isEqualTo(1);
        assertThat(data.classes()).extracting(ClassName::name).containsExactly("ship");
        assertThat(data.sample(0).objects().get(0).classIndex()).isZero();
    }

    @Test
    void picturesWithRareClassesComeMoreOften() throws IOException {
        StringBuilder images = new StringBuilder();
        StringBuilder annotations = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            images.append("""
                    %s{"id": %d, "file_name": "1.png", "width": 6, "height": 4}""".formatted(i == 1 ? "" : ",", i));
            annotations.append("""
                    %s{"id": %d, "image_id": %d, "category_id": %d, "iscrowd": 0, "area": 4,
                     "segmentation": [[1, 1, 3, 1, 3, 3, 1, 3]]}""".formatted(i == 1 ? "" : ",", i, i, i == 4 ? 7 : 3));
        }
        Path file = Files.writeString(temp.resolve("rare.json"), """
                {"images": [%s], "annotations": [%s],
                 "categories": [{"id": 7, "name": "plane"}, {"id": 3, "name": "ship"}]}
                """.formatted(images, annotations));
        CocoDataset ten = CocoDataset.open(file, Optional.empty());
        ClassMapping mapping = ClassMapping.of(ten.categories(), List.of(), List.of());
        // the plane is in a tenth of the pictures: sqrt(0.4 / 0.1) is 2
        CocoTrainingData data = new CocoTrainingData(ten, mapping, false, 0.4, 1);
        assertThat(data.size()).isEqualTo(11);
        for (int epoch = 0; epoch < 3; epoch++) {
            int first = epoch * data.size();
            assertThat(IntStream.range(first, first + data.size())
                            .map(place -> data.sample(place).objects().get(0).classIndex()))
                    .filteredOn(index -> index == 0)
                    .hasSize(2);
        }
    }

    @Test
    void classesAreFoundByAnyName() {
        ClassMapping mapping =
                ClassMapping.of(CATEGORIES, List.of("vessel,Ship", "car,small vehicle"), List.of("tank"));
        assertThat(mapping.ofCategory()).containsExactly(1, 0, ClassMapping.LEFT_OUT);
    }

    @Test
    void everyProblemIsNamed() {
        assertThatThrownBy(() -> ClassMapping.of(CATEGORIES, List.of("ship", "plane"), List.of("truck", "tank")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("\"truck\" is to be left out and is no category;"
                        + " category \"Small Vehicle\" is none of the classes and is not left out;"
                        + " class \"plane\" has no category");
        assertThatThrownBy(() -> ClassMapping.of(CATEGORIES, List.of(), List.of("ship", "tank", "small vehicle")))
                .hasMessage("no category is left to learn");
    }

    private static BitSet bits(int... indices) {
        BitSet bits = new BitSet();
        for (int index : indices) {
            bits.set(index);
        }
        return bits;
    }
}
