package org.scorewps.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;

class CocoDatasetTest {
    private static final String IMAGE = "{'id': 7, 'file_name': 'a.png', 'width': 6, 'height': 4, 'license': [1, {}]}";
    private static final String SHIP = "{'id': 3, 'name': 'ship', 'supercategory': 'things'}";
    private static final String SQUARE = "[[1, 1, 4, 1, 4, 3, 1, 3]]";

    @TempDir
    private Path folder;

    @BeforeEach
    void paint() throws Exception {
        BufferedImage picture = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(5, 3, 0x0a141e);
        ImageIO.write(picture, "png", folder.resolve("a.png").toFile());
    }

    @Test
    void everyFormOfAMaskIsRead() throws Exception {
        String polygon = annotation(1, SQUARE);
        String runs = annotation(2, "{'counts': [5, 2, 2, 2, 2, 2, 9], 'size': [4, 6]}");
        String text = annotation(3, "{'size': [4, 6], 'counts': '5220007'}").replace("'iscrowd': 0", "'iscrowd': 1");
        // the order of the lists is free
        String json = "{'annotations': [%s, %s, %s], 'info': {'year': 1}, 'images': [%s], 'categories': [%s]}"
                .formatted(polygon, runs, text, IMAGE, SHIP);
        CocoDataset data = open(json);
        assertThat(data.categories()).containsExactly(new CocoCategory(3, "ship"));
        assertThat(data.images()).containsExactly(new CocoImage(7, "a.png", 6, 4));
        List<GroundTruth> objects = data.objects(data.images().get(0));
        RunLengthMask expected = RunLengthMask.ofCounts(4, 6, 5, 2, 2, 2, 2, 2, 9);
        assertThat(objects).extracting(GroundTruth::mask).containsExactly(expected, expected, expected);
        assertThat(objects).extracting(GroundTruth::crowd).containsExactly(false, false, true);
        assertThat(objects).extracting(GroundTruth::category).containsOnly(0);
        assertThat(objects).extracting(GroundTruth::area).containsOnly(6.0);
    }

    @Test
    void categoriesMayHaveSynonyms() throws Exception {
        for (String synonyms : List.of("['boat', 'motor_boat']", "['boat', 7, null, 'motor_boat']")) {
            String ship = SHIP.replace("'name'", "'synonyms': " + synonyms + ", 'name'");
            assertThat(open(document(IMAGE, ship, annotation(1, SQUARE))).categories())
                    .containsExactly(new CocoCategory(3, "ship", List.of("boat", "motor_boat")));
        }
        String odd = SHIP.replace("'name'", "'synonyms': 'boat', 'name'");
        assertThat(open(document(IMAGE, odd, annotation(1, SQUARE))).categories())
                .containsExactly(new CocoCategory(3, "ship"));
    }

    @Test
    void theAreaThatTheDataSetStatesCounts() throws Exception {
        String one = annotation(1, SQUARE).replace("'iscrowd'", "'area': 99.5, 'iscrowd'");
        CocoDataset data = open(document(IMAGE, SHIP, one));
        assertThat(data.objects(data.images().get(0)))
                .extracting(GroundTruth::area)
                .containsExactly(99.5);
    }

    @Test
    void picturesAreReadWhereverTheyLie() throws Exception {
        CocoDataset own = open(document(IMAGE, SHIP, annotation(1, SQUARE)));
        ImageTile tile = own.tile(own.images().get(0)).orElseThrow();
        assertThat(List.of(tile.rgb()[69], tile.rgb()[70], tile.rgb()[71]))
                .containsExactly((byte) 10, (byte) 20, (byte) 30);
        BufferedImage gray = new BufferedImage(6, 4, BufferedImage.TYPE_BYTE_GRAY);
        gray.getRaster().setSample(1, 0, 0, 77);
        Files.createDirectories(folder.resolve("images"));
        ImageIO.write(gray, "png", folder.resolve("images/a.png").toFile());
        CocoDataset beside = open(document(IMAGE, SHIP, annotation(1, SQUARE)));
        assertThat(List.of(
                        beside.tile(beside.images().get(0)).orElseThrow().rgb()[3],
                        beside.tile(beside.images().get(0)).orElseThrow().rgb()[5]))
                .containsExactly((byte) 77, (byte) 77);
    }

    @Test
    void allProblemsAreNamedInOneMessageWithCounts() throws Exception {
        String json = document(
                IMAGE + ", {'id': 7, 'file_name': 'none.png', 'width': 6, 'height': 4}"
                        + ", {'id': 8, 'file_name': '../b.png', 'width': 6, 'height': 4}, {'id': 9}",
                SHIP + ", {'id': 4, 'name': ' '}, {'id': 5, 'name': 'Ship'}",
                String.join(
                        ", ",
                        annotation(1, SQUARE),
                        annotation(1, SQUARE),
                        annotation(2, "[[1, 1, 40, 1, 4, 3]]"),
                        annotation(3, "[[1, 1, 4, 1, 4, 900]]"),
                        annotation(4, "[[1, 1, 4, 1]]"),
                        annotation(5, "{'size': [4, 6], 'counts': [1]}"),
                        annotation(6, "{'size': [5, 5], 'counts': [25]}"),
                        annotation(10, SQUARE).replace("'category_id': 3", "'category_id': 33"),
                        annotation(11, SQUARE).replace("'image_id': 7", "'image_id': 77"),
                        annotation(12, SQUARE).replace("'image_id': 7", "'image_id': [1]"),
                        annotation(13, SQUARE).replace("'category_id': 3", "'category_id': 5")));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> open(json))
                .withMessageContaining("data.json: ")
                .withMessageContaining("images without id, file_name, width or height: 1 (first: images[3])")
                .withMessageContaining("images with the id of another: 1 (first: image 7)")
                .withMessageContaining("categories without id or name: 1 (first: categories[1])")
                .withMessageContaining("categories with the name of another: 1 (first: Ship)")
                .withMessageContaining(
                        "masks outside of their image: 2 (first: annotation 2 in image 7, by 34.0 pixels)")
                .withMessageContaining("masks of another size than their image: 1 (first: annotation 6")
                .withMessageContaining(
                        "annotations without a segmentation, or with a broken one: 2 (first: annotation 4)")
                .withMessageContaining("annotations with the id of another: 1")
                .withMessageContaining(
                        "annotations of an unknown category: 1 (first: annotation 10 in image 7, category 33)")
                .withMessageContaining("annotations of an unknown image: 1 (first: annotation 11 in image 77)")
                .withMessageContaining("or with a wrong id or iscrowd: 1 (first: annotation 12)")
                .withMessageContaining(": 1 (first: none.png)")
                .withMessageContaining("image files outside of the folder of images: 1 (first: ../b.png)")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | one JSON object",
                "{'images': [ | not valid JSON",
                "{'images': 1} | images that are no list: 1",
                "{'images': [1], 'categories': [null]} | images that are no objects: 1 (first: images[0])",
                "{} | lists without an entry: 3 (first: images)",
                "{} {} | not valid JSON",
                "{'images': [{'id': NaN}]} | images without id",
                "{'images': [{'id': Nan}]} | not valid JSON",
                "{'images': [{'id': 'NaN', }]} | not valid JSON",
                "{'images': [{'id': 1e999999999, 'file_name': 3, 'width': 1.5, 'height': 1e10}]} | images without id",
                "{'annotations': [{'id': 1, 'area': 1e999, 'segmentation': [[1e999, 0, 1, 1, 2, 2]]}]} | annotations without",
            })
    void brokenTextIsNamed(String json, String message) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> open(json))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void unusableFilesAreNamed() throws Exception {
        String json = document(IMAGE, SHIP, annotation(1, SQUARE));
        ImageIO.write(
                new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("a.png").toFile());
        assertRefused(
                json, "image files of another size than the data set says: 1 (first: a.png, 5 x 4 instead of 6 x 4)");
        Files.writeString(folder.resolve("a.png"), "text");
        assertRefused(json, "image files that can't be read: 1 (first: a.png, it is no picture)");
        Files.writeString(folder.resolve("a.png"), "\u0089PNG\r\n\u001a\nrest", StandardCharsets.ISO_8859_1);
        assertRefused(json, "image files that can't be read: 1");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CocoDataset.open(folder.resolve("none.json"), Optional.empty()))
                .withMessageContaining("none.json: there is no such file");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CocoDataset.open(folder.resolve("data.json"), Optional.of(folder.resolve("none"))))
                .withMessageContaining("folders of images that don't exist: 1");
        Files.write(folder.resolve("data.json"), new byte[] {'{', '"', (byte) 0xff, '"'});
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CocoDataset.open(folder.resolve("data.json"), Optional.empty()))
                .withMessageContaining("isn't UTF-8");
    }

    @Test
    void namesMayHaveTheFoldersOfAnotherComputer() throws Exception {
        Files.createDirectories(folder.resolve("images/sub"));
        Files.copy(folder.resolve("a.png"), folder.resolve("images/sub/a.png"));
        for (String name : List.of(
                "sub/a.png",
                "sub\\\\a.png",
                "images/sub/a.png",
                "C:\\\\data\\\\sub\\\\a.png",
                "../x/sub/a.png",
                "./sub/a.png")) {
            CocoDataset data = open(document(IMAGE.replace("a.png", name), SHIP, annotation(1, SQUARE)));
            assertThat(data.tile(data.images().get(0)).orElseThrow().width()).isEqualTo(6);
        }
        assertRefused(
                document(IMAGE.replace("a.png", "../../a.png"), SHIP, annotation(1, SQUARE)),
                "image files outside of the folder of images: 1");
        // whose picture it is can't be told
        String other = "{'id': 8, 'file_name': 'y/sub/a.png', 'width': 6, 'height': 4}";
        assertRefused(
                document(IMAGE.replace("a.png", "x/sub/a.png") + ", " + other, SHIP, annotation(1, SQUARE)),
                "of whose names the ends alone are those of several images: 2 (first: x/sub/a.png)");
    }

    @Test
    void idsMayBeText() throws Exception {
        String image = IMAGE.replace("7", "'cj7'");
        String second = "{'id': '12', 'file_name': 'a.png', 'width': 6, 'height': 4}";
        String ship = SHIP.replace("'id': 3", "'id': 'k-3'");
        String one = annotation(1, SQUARE)
                .replace("'id': 1", "'id': 'u1'")
                .replace("'image_id': 7", "'image_id': 'cj7'")
                .replace("'category_id': 3", "'category_id': 'k-3'");
        String two = one.replace("u1", "u2").replace("'cj7'", "12");
        CocoDataset data = open(document(image + ", " + second, ship, one + ", " + two));
        assertThat(data.images()).extracting(CocoImage::textId).containsExactly(Optional.of("cj7"), Optional.empty());
        assertThat(data.images().get(1).id()).isEqualTo(12);
        data.images().forEach(each -> assertThat(data.objects(each))
                .extracting(GroundTruth::category)
                .containsExactly(0));
        StringWriter results = new StringWriter();
        try (CocoResults writer = new CocoResults(data.categories(), results)) {
            RunLengthMask mask = data.objects(data.images().get(0)).get(0).mask();
            writer.add(data.images().get(0), List.of(new Prediction(0, 0.5, mask)));
            writer.add(data.images().get(1), List.of(new Prediction(0, 0.5, mask)));
        }
        assertThat(results.toString())
                .contains("{\"image_id\":\"cj7\",\"category_id\":\"k-3\",")
                .contains("{\"image_id\":12,\"category_id\":\"k-3\",");
        assertRefused(document(image, ship, one.replace("cj7", "none")), "(first: annotation u1 in image none)");
    }

    @Test
    void numbersThatJsonHasNotAreAbsent() throws Exception {
        String one = annotation(1, SQUARE)
                .replace("'iscrowd'", "'score': NaN, 'area': -Infinity, 'note': 'NaN, \\'Infinity', 'iscrowd'");
        CocoDataset data = open(document(IMAGE.replace("[1, {}]", "[Infinity, NaN]"), SHIP, one));
        assertThat(data.objects(data.images().get(0)))
                .extracting(GroundTruth::area)
                .containsExactly(6.0);
    }

    @Test
    void aCategoryOfTheProjectsNameIsLeftOut() throws Exception {
        String root = "{'id': 0, 'name': 'Ship', 'supercategory': 'none'}";
        assertThat(open(document(IMAGE, root + ", " + SHIP, annotation(1, SQUARE)))
                        .categories())
                .containsExactly(new CocoCategory(3, "ship"));
        assertThat(open(document(IMAGE, SHIP + ", " + root, annotation(1, SQUARE)))
                        .categories())
                .containsExactly(new CocoCategory(3, "ship"));
        String both =
                annotation(1, SQUARE) + ", " + annotation(2, SQUARE).replace("'category_id': 3", "'category_id': 0");
        assertRefused(
                document(IMAGE, root + ", " + SHIP, both), "categories with the name of another: 1 (first: ship)");
    }

    @Test
    void badEntriesAreLeftOutOnDemand() throws Exception {
        String images = IMAGE + ", {'id': 8, 'file_name': 'none.png', 'width': 6, 'height': 4}"
                + ", {'id': 9, 'file_name': 'a.png', 'width': 7, 'height': 4}, {'id': 10}";
        String annotations = String.join(
                ", ",
                annotation(1, "[]"),
                annotation(2, "[[]]"),
                annotation(3, "[[], [1, 1, 4, 1, 4, 3, 1, 3]]"),
                annotation(4, "[[1, 1, 4, NaN, 4, 3]]"),
                annotation(5, "[[1, 1, 4, 1, 4, 900]]"),
                annotation(6, SQUARE).replace("'image_id': 7", "'image_id': 8"),
                annotation(7, SQUARE).replace("'image_id': 7", "'image_id': 10"),
                annotation(8, "null"));
        String json = document(images, SHIP, annotations);
        assertRefused(json, "annotations without a segmentation, or with a broken one: 4 (first: annotation 1)");
        assertRefused(json, "; --skip-bad leaves these entries out");
        CocoDataset data = CocoDataset.open(folder.resolve("data.json"), Optional.empty(), true);
        assertThat(data.images()).extracting(CocoImage::id).containsExactly(7L);
        assertThat(data.objects(data.images().get(0))).hasSize(1);
        assertThat(data.leftOut()).hasValueSatisfying(text -> assertThat(text)
                .contains("broken one: 4")
                .contains("masks outside of their image: 1")
                .contains("images without id, file_name, width or height: 1")
                .contains("annotations of an unknown image: 1")
                .contains("missing in " + folder + ": 1 (first: none.png)")
                .contains("of another size than the data set says: 1"));
        // what leaving out doesn't help against
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> open(document(images, SHIP + ", " + SHIP, annotations)))
                .withMessageContaining("categories with the id of another: 1 (first: category 3)")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("--skip-bad"));
    }

    private void assertRefused(String json, String message) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> open(json))
                .withMessageContaining(message);
    }

    private CocoDataset open(String json) throws Exception {
        Path file = Files.writeString(folder.resolve("data.json"), json.replace('\'', '"'));
        return CocoDataset.open(file, Optional.empty());
    }

    private static String document(String images, String categories, String annotations) {
        return "{'images': [%s], 'categories': [%s], 'annotations': [%s]}".formatted(images, categories, annotations);
    }

    private static String annotation(long id, String segmentation) {
        return "{'id': %d, 'image_id': 7, 'category_id': 3, 'iscrowd': 0, 'bbox': [1, 1, 3, 2], 'segmentation': %s}"
                .formatted(id, segmentation);
    }
}
