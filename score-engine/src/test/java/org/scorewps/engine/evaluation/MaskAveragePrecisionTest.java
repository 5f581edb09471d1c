package org.scorewps.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.network.ReferenceTensors;

/** The numbers of pycocotools on a data set with crowds, several sizes and a category without objects. */
class MaskAveragePrecisionTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference/eval");
    private static final int CATEGORIES = 5;
    private static final int[] MOST = {1, 10, 300};

    private static final Map<Long, List<GroundTruth>> objects = new TreeMap<>();
    private static final Map<Long, List<Prediction>> predictions = new TreeMap<>();
    private static JsonObject expected;
    private static MaskAveragePrecision precision;

    @BeforeAll
    static void add() throws Exception {
        expected = json("expected.json").getAsJsonObject();
        JsonObject truth = json("ground_truth.json").getAsJsonObject();
        for (JsonElement image : truth.getAsJsonArray("images")) {
            objects.put(image.getAsJsonObject().get("id").getAsLong(), new ArrayList<>());
            predictions.put(image.getAsJsonObject().get("id").getAsLong(), new ArrayList<>());
        }
        for (JsonElement element : truth.getAsJsonArray("annotations")) {
            JsonObject one = element.getAsJsonObject();
            objects.get(one.get("image_id").getAsLong())
                    .add(new GroundTruth(
                            one.get("category_id").getAsInt() - 1,
                            mask(one),
                            one.get("area").getAsDouble(),
                            one.get("iscrowd").getAsInt() == 1));
        }
        for (JsonElement element : json("predictions.json").getAsJsonArray()) {
            JsonObject one = element.getAsJsonObject();
            predictions
                    .get(one.get("image_id").getAsLong())
                    .add(new Prediction(
                            one.get("category_id").getAsInt() - 1,
                            one.get("score").getAsDouble(),
                            mask(one)));
        }
        precision = new MaskAveragePrecision(CATEGORIES, 300);
        objects.forEach((image, list) -> precision.add(list, predictions.get(image)));
    }

    @Test
    void theTwelveNumbersAreThoseOfTheReference() {
        for (int most : new int[] {100, 300}) {
            JsonArray stats = expected.getAsJsonObject("maxDets_" + most).getAsJsonArray("stats");
            MaskAveragePrecision.Summary summary = precision.summary(most, k -> true);
            List<OptionalDouble> numbers = List.of(
                    summary.ap(),
                    summary.ap50(),
                    summary.ap75(),
                    summary.apSmall(),
                    summary.apMedium(),
                    summary.apLarge(),
                    summary.ar1(),
                    summary.ar10(),
                    summary.ar(),
                    summary.arSmall(),
                    summary.arMedium(),
                    summary.arLarge());
            for (int i = 0; i < numbers.size(); i++) {
                assertThat(numbers.get(i).orElseThrow())
                        .as("%d predictions, number %d", most, i)
                        .isCloseTo(stats.get(i).getAsDouble(), within(1e-9));
            }
        }
    }

    @Test
    void eachCategoryHasTheReferencesNumbers() {
        for (int most : new int[] {100, 300}) {
            JsonObject stats = expected.getAsJsonObject("maxDets_" + most).getAsJsonObject("per_category");
            List<String> names = List.copyOf(stats.keySet());
            for (int k = 0; k < CATEGORIES; k++) {
                int category = k;
                JsonObject one = stats.getAsJsonObject(names.get(k));
                MaskAveragePrecision.Summary summary = precision.summary(most, i -> i == category);
                assertNumber(summary.ap(), one.get("AP"));
                assertNumber(summary.ap50(), one.get("AP50"));
            }
        }
        assertThat(precision.summary(100, k -> k == 4)).isEqualTo(precision.summary(100, k -> false));
        assertThat(precision.objects(4)).isZero();
    }

    private static void assertNumber(OptionalDouble actual, JsonElement number) {
        if (number.isJsonNull()) {
            assertThat(actual).isEmpty();
        } else {
            assertThat(actual.orElseThrow()).isCloseTo(number.getAsDouble(), within(1e-9));
        }
    }

    /** Stored in single precision; -1 where a category has no objects. */
    @Test
    void everyPointOfEveryCurveIsTheReferences() throws Exception {
        try (SafetensorsFile file = SafetensorsFile.open(REFERENCE.resolve("accumulated_maxdets300.safetensors"))) {
            float[] precisions = ReferenceTensors.floats(file, "precision_T_R_K_A_M");
            float[] recalls = ReferenceTensors.floats(file, "recall_T_K_A_M");
            AreaRange[] ranges = AreaRange.values();
            int areas = ranges.length;
            int points = 0;
            for (int k = 0; k < CATEGORIES; k++) {
                for (int a = 0; a < areas; a++) {
                    for (int m = 0; m < MOST.length; m++) {
                        CategoryRecord.Curve[] curves = precision.curves(k, ranges[a], MOST[m]);
                        for (int t = 0; t < 10; t++) {
                            int place = (k * areas + a) * MOST.length + m;
                            double recall = curves.length == 0 ? -1 : curves[t].recall();
                            int stride = CATEGORIES * areas * MOST.length;
                            assertThat((float) recall).isEqualTo(recalls[t * stride + place]);
                            for (int r = 0; r < 101; r++) {
                                double value =
                                        curves.length == 0 ? -1 : curves[t].precision()[r];
                                assertThat((float) value).isEqualTo(precisions[(t * 101 + r) * stride + place]);
                                points++;
                            }
                        }
                    }
                }
            }
            assertThat(points).isEqualTo(precisions.length);
        }
    }

    @Test
    void overlapsAreTheReferences() {
        String key = expected.keySet().stream()
                .filter(name -> name.startsWith("iou_matrices"))
                .findFirst()
                .orElseThrow();
        expected.getAsJsonObject(key).asMap().forEach((name, element) -> {
            String[] ids = name.split("_", -1);
            long image = Long.parseLong(ids[0]);
            int category = Integer.parseInt(ids[1]) - 1;
            List<Prediction> found = predictions.get(image).stream()
                    .filter(one -> one.category() == category)
                    .sorted(Comparator.comparingDouble(one -> -one.score()))
                    .toList();
            List<GroundTruth> marked = objects.get(image).stream()
                    .filter(one -> one.category() == category)
                    .toList();
            double[][] overlaps = PictureMatcher.overlaps(found, marked);
            JsonArray rows = element.getAsJsonArray();
            assertThat(overlaps).hasNumberOfRows(rows.size());
            for (int p = 0; p < overlaps.length; p++) {
                for (int o = 0; o < overlaps[p].length; o++) {
                    assertThat(overlaps[p][o])
                            .isEqualTo(rows.get(p).getAsJsonArray().get(o).getAsDouble());
                }
            }
        });
    }

    @Test
    void perfectPredictionsScoreOneAndNoneScoreZero() {
        RunLengthMask mask = RunLengthMask.ofCounts(40, 40, 0, 1600);
        MaskAveragePrecision perfect = new MaskAveragePrecision(1, 100);
        perfect.add(List.of(new GroundTruth(0, mask, 1600, false)), List.of(new Prediction(0, 0.1, mask)));
        assertThat(perfect.summary(100, k -> true).ap().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(perfect.summary(100, k -> true).apSmall()).isEmpty();
        assertThat(perfect.summary(1, k -> true).ar10()).hasValue(1);
        MaskAveragePrecision none = new MaskAveragePrecision(1, 100);
        none.add(List.of(new GroundTruth(0, mask, 1600, false)), List.of());
        assertThat(none.summary(100, k -> true).ap()).hasValue(0);
        assertThat(none.summary(100, k -> true).ar()).hasValue(0);
        assertThatIllegalArgumentException().isThrownBy(() -> none.summary(101, k -> true));
    }

    private static RunLengthMask mask(JsonObject one) {
        JsonObject segmentation = one.getAsJsonObject("segmentation");
        JsonArray size = segmentation.getAsJsonArray("size");
        return RunLengthMask.ofCompressed(
                size.get(0).getAsInt(),
                size.get(1).getAsInt(),
                segmentation.get("counts").getAsString());
    }

    private static JsonElement json(String file) throws Exception {
        return JsonParser.parseString(Files.readString(REFERENCE.resolve(file)));
    }
}
