package org.scorewps.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.network.PictureResults;
import org.scorewps.engine.network.ScoreModel;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.network.TinyModel;
import org.scorewps.engine.network.image.ShortestEdgeResize;
import org.scorewps.engine.vocabulary.Vocabulary;

/** The tiny model's own results as ground truth: whoever measures them must find them perfect. */
class ScoreEvaluationTest {
    private static final InferenceSettings INFERENCE = new InferenceSettings(0.4, 0.8, 0, 100);
    private static final ShortestEdgeResize RESIZE = new ShortestEdgeResize(128, 400);
    private static final Vocabulary CLASSES = Vocabulary.parse("ship; plane,airplane; lake; wind turbine");

    private static ScoreModel model;
    private static List<ImageTile> pictures;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load(@TempDir Path models) throws Exception {
        new ScoreModelLoader().prepareThread(1);
        model = ScoreModel.load(
                TinyModel.importTo(models.resolve("tiny"), TinyModel.CHECKPOINT, Map.of()), Device.cpu());
        pictures = List.of(
                TinyModel.tiles("ii_200x333").get(0),
                TinyModel.tiles("iii_2x128x128").get(1));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @BeforeEach
    void paint() throws Exception {
        for (int i = 0; i < pictures.size(); i++) {
            ImageTile tile = pictures.get(i);
            BufferedImage picture = new BufferedImage(tile.width(), tile.height(), BufferedImage.TYPE_INT_RGB);
            for (int p = 0; p < tile.width() * tile.height(); p++) {
                byte[] rgb = tile.rgb();
                int color = (rgb[3 * p] & 0xff) << 16 | (rgb[3 * p + 1] & 0xff) << 8 | (rgb[3 * p + 2] & 0xff);
                picture.setRGB(p % tile.width(), p / tile.width(), color);
            }
            ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
        }
    }

    /** Its header is whole, so it is found when its turn comes. */
    @Test
    void damagedPicturesAreLeftOutOrNamed() throws Exception {
        data(Map.of(0, List.of(anything(pictures.get(0))), 1, List.of(anything(pictures.get(1)))));
        Path first = folder.resolve("0.png");
        Files.write(first, Arrays.copyOf(Files.readAllBytes(first), 60));
        EvaluationSettings settings = settings(EvaluationSettings.Split.ALL, 9, false);
        CocoDataset strict = CocoDataset.open(folder.resolve("data.json"), Optional.of(folder), false);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> evaluation(strict, settings).run((a, b, c, d, e) -> {}))
                .withMessageContaining(first + ": can't be read: ")
                .withMessageEndingWith("; --skip-bad leaves it out");
        CocoDataset skipping = CocoDataset.open(folder.resolve("data.json"), Optional.of(folder), true);
        List<Integer> places = new ArrayList<>();
        EvaluationReport report = evaluation(skipping, settings).run((done, b, c, d, e) -> places.add(done));
        assertThat(places).containsExactly(2);
        assertThat(report.images()).isEqualTo(1);
        assertThat(report.objects()).isEqualTo(1);
        assertThat(skipping.leftOut().orElse("")).startsWith("image files that can't be read: 1 (first: 0.png, ");
    }

    @Test
    void itsOwnBestInstancesArePerfect() throws Exception {
        CocoDataset empty = data(Map.of(0, List.of(anything(pictures.get(0)))));
        Map<Integer, List<GroundTruth>> best = new LinkedHashMap<>();
        List<Integer> progress = new ArrayList<>();
        evaluation(empty, settings(EvaluationSettings.Split.ALL, 9, false))
                .run((done, total, picture, o, predictions) -> {
                    progress.add(total);
                    assertThat(picture).isEqualTo(pictures.get(done - 1));
                    Map<Integer, GroundTruth> firsts = new LinkedHashMap<>();
                    predictions.forEach(one -> firsts.putIfAbsent(
                            one.category(),
                            new GroundTruth(
                                    one.category(), one.mask(), one.mask().area(), false)));
                    best.put(done - 1, List.copyOf(firsts.values()));
                });
        assertThat(progress).containsExactly(2, 2);
        CocoDataset own = data(best);
        EvaluationReport report = evaluation(own, settings(EvaluationSettings.Split.ALL, 9, false))
                .run((a, b, c, d, e) -> {});
        assertThat(report.images()).isEqualTo(2);
        assertThat(report.objects()).isEqualTo(best.get(0).size() + best.get(1).size());
        MaskAveragePrecision.Summary summary = report.means().get(100);
        // the first of a picture is right, so that all are found; others in between may be wrong
        assertThat(summary.ar1()).hasValue(1);
        assertThat(summary.ap().orElseThrow()).isGreaterThan(0.5);
        EvaluationReport one = evaluation(own, settings(EvaluationSettings.Split.ALL, 1, false))
                .run((a, b, c, d, e) -> {});
        assertThat(one.images()).isEqualTo(1);
        assertThat(one.means().get(100).ap().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(one.semantic()).isEmpty();
    }

    @Test
    void itsOwnSemanticMapIsPerfect() throws Exception {
        ImageTile picture = pictures.get(0);
        SemanticMap map = model.results(
                RESIZE.resize(picture),
                picture.width(),
                picture.height(),
                CLASSES,
                INFERENCE,
                PictureResults::semantic);
        List<GroundTruth> areas = IntStream.range(0, CLASSES.size())
                .mapToObj(k -> {
                    byte[] columns = new byte[picture.width() * picture.height()];
                    for (int p = 0; p < columns.length; p++) {
                        columns[p] = (byte) (map.best(p % picture.height(), p / picture.height()) == k ? 1 : 0);
                    }
                    RunLengthMask mask = RunLengthMask.ofColumns(picture.height(), picture.width(), columns);
                    return new GroundTruth(k, mask, mask.area(), false);
                })
                .toList();
        EvaluationReport report = evaluation(data(Map.of(0, areas)), settings(EvaluationSettings.Split.ALL, 9, true))
                .run((a, b, c, d, e) -> {});
        assertThat(report.semantic().orElseThrow().meanIou()).hasValue(1);
        assertThat(report.semantic().orElseThrow().pixelAccuracy()).hasValue(1);
    }

    @Test
    void theSplitChoosesWhatTheMeansAreOver() throws Exception {
        CocoDataset data = data(Map.of(0, List.of(anything(pictures.get(0)))));
        EvaluationReport base = evaluation(data, settings(EvaluationSettings.Split.BASE, 1, false))
                .run((a, b, c, d, e) -> {});
        assertThat(base.categories())
                .extracting(EvaluationReport.Category::seen)
                .containsExactly(true, true, false, false);
        assertThat(base.means().get(100).ap()).isPresent();
        EvaluationReport novel = evaluation(data, settings(EvaluationSettings.Split.NOVEL, 1, false))
                .run((a, b, c, d, e) -> {});
        assertThat(novel.categories())
                .extracting(EvaluationReport.Category::inSplit)
                .containsExactly(false, false, true, true);
        // the only object is of a base class
        assertThat(novel.means().get(100).ap()).isEmpty();
        EvaluationSettings seenOnly = new EvaluationSettings(
                INFERENCE,
                Optional.of(RESIZE),
                Optional.of(Vocabulary.parse("ship; plane; harbor; bridge")),
                EvaluationSettings.Split.NOVEL,
                1,
                false,
                1);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> evaluation(data, seenOnly))
                .withMessageContaining("no category of")
                .withMessageContaining("is new to the model");
    }

    @Test
    void theGridShowsObjectsBesideWhatWasFound() throws Exception {
        ImageTile picture = new ImageTile(100, 50, new byte[3 * 100 * 50]);
        GroundTruth left = new GroundTruth(0, RunLengthMask.ofCounts(50, 100, 0, 50 * 40, 50 * 60), 2000, false);
        Prediction sure = new Prediction(1, 0.9, RunLengthMask.ofCounts(50, 100, 50 * 60, 50 * 40));
        Prediction unsure = new Prediction(1, 0.1, RunLengthMask.ofCounts(50, 100, 0, 50 * 60, 50 * 40));
        PictureGrid grid = new PictureGrid(List.of("ship", "plane"), 0.3, 1);
        grid.add(picture, List.of(left), List.of(sure, unsure));
        grid.add(picture, List.of(), List.of());
        Path file = folder.resolve("grid.png");
        grid.write(file);
        BufferedImage drawn = ImageIO.read(file.toFile());
        int truthAt = 6;
        int foundAt = 412;
        int row = 150;
        assertThat(drawn.getRGB(truthAt + 80, row)).isNotEqualTo(0xff000000);
        assertThat(drawn.getRGB(truthAt + 320, row)).isEqualTo(0xff000000);
        assertThat(drawn.getRGB(foundAt + 80, row)).isEqualTo(0xff000000);
        assertThat(drawn.getRGB(foundAt + 320, row)).isNotEqualTo(0xff000000);
        // full: the second picture isn't there
        assertThat(drawn.getRGB(foundAt + 410, row)).isEqualTo(0xffffffff);
    }

    private static ScoreEvaluation evaluation(CocoDataset data, EvaluationSettings settings) {
        return new ScoreEvaluation(model, data, settings);
    }

    private static EvaluationSettings settings(EvaluationSettings.Split split, int maxImages, boolean semantic) {
        return new EvaluationSettings(INFERENCE, Optional.of(RESIZE), Optional.empty(), split, maxImages, semantic, 1);
    }

    private static GroundTruth anything(ImageTile picture) {
        RunLengthMask mask = RunLengthMask.ofPolygon(picture.height(), picture.width(), 5, 5, 50, 5, 50, 30);
        return new GroundTruth(0, mask, mask.area(), false);
    }

    /** A data set with the two pictures and these objects. */
    private CocoDataset data(Map<Integer, List<GroundTruth>> objects) throws Exception {
        String images = IntStream.range(0, pictures.size())
                .mapToObj(i -> "{'id': %d, 'file_name': '%d.png', 'width': %d, 'height': %d}"
                        .formatted(
                                i, i, pictures.get(i).width(), pictures.get(i).height()))
                .collect(Collectors.joining(", "));
        String categories = IntStream.range(0, CLASSES.size())
                .mapToObj(k -> "{'id': %d, 'name': '%s'}"
                        .formatted(
                                k + 1, String.join(",", CLASSES.classes().get(k).names())))
                .collect(Collectors.joining(", "));
        String annotations = objects.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(one ->
                                "{'image_id': %d, 'category_id': %d, 'segmentation': {'size': [%d, %d], 'counts': %s}}"
                                        .formatted(
                                                entry.getKey(),
                                                one.category() + 1,
                                                one.mask().height(),
                                                one.mask().width(),
                                                IntStream.of(one.mask().counts())
                                                        .boxed()
                                                        .toList())))
                .collect(Collectors.joining(", "));
        String json =
                "{'images': [%s], 'categories': [%s], 'annotations': [%s]}".formatted(images, categories, annotations);
        return CocoDataset.open(
                Files.writeString(folder.resolve("data.json"), json.replace('\'', '"')), Optional.of(folder));
    }
}
