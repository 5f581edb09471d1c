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
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLengthMaskTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference/eval/expected.json");

    @Test
    void theReferencesMasksAreReadAndWritten() throws Exception {
        int masks = 0;
        for (JsonElement element : cases()) {
            JsonObject one = element.getAsJsonObject();
            int height = one.getAsJsonArray("size").get(0).getAsInt();
            int width = one.getAsJsonArray("size").get(1).getAsInt();
            RunLengthMask mask;
            String text;
            if (one.has("rows")) {
                mask = RunLengthMask.ofColumns(height, width, columns(one.getAsJsonArray("rows"), height, width));
                text = one.get("counts").getAsString();
                List<Double> box = new ArrayList<>();
                one.getAsJsonArray("bbox").forEach(value -> box.add(value.getAsDouble()));
                RunLengthMask.Box found = mask.boundingBox();
                assertThat(box).containsExactly((double) found.x(), (double) found.y(), (double) found.width(), (double)
                        found.height());
            } else {
                List<RunLengthMask> parts = new ArrayList<>();
                one.getAsJsonArray("polygon")
                        .forEach(part ->
                                parts.add(RunLengthMask.ofPolygon(height, width, doubles(part.getAsJsonArray()))));
                mask = RunLengthMask.union(parts);
                text = one.get(one.has("counts") ? "counts" : "counts_merged").getAsString();
            }
            assertThat(mask.compressed()).isEqualTo(text);
            assertThat(mask.area()).isEqualTo(one.get("area").getAsInt());
            assertThat(RunLengthMask.ofCompressed(height, width, text)).isEqualTo(mask);
            masks++;
        }
        assertThat(masks).isEqualTo(7);
    }

    /** Masks of pycocotools 2.0.11 for outlines that leave the picture, cross themselves or have no area. */
    @ParameterizedTest
    @ValueSource(strings = {"polygons.json"})
    void hardPolygonsAreFilledAsPycocotoolsFillsThem(String file) throws Exception {
        JsonArray cases = JsonParser.parseString(Files.readString(REFERENCE.resolveSibling(file)))
                .getAsJsonArray();
        for (JsonElement element : cases) {
            JsonObject one = element.getAsJsonObject();
            RunLengthMask mask = RunLengthMask.ofPolygon(
                    one.get("height").getAsInt(), one.get("width").getAsInt(), doubles(one.getAsJsonArray("polygon")));
            assertThat(mask.compressed())
                    .as(one.toString())
                    .isEqualTo(one.get("counts").getAsString());
        }
        assertThat(cases).hasSizeGreaterThan(50);
    }

    @Property(tries = 200)
    void pixelsSurviveEveryForm(
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @DoubleRange(min = 0, max = 1) double density,
            @ForAll long seed) {
        byte[] pixels = random(height, width, density, seed);
        RunLengthMask mask = RunLengthMask.ofColumns(height, width, pixels);
        assertThat(mask.columns()).isEqualTo(pixels);
        assertThat(RunLengthMask.ofCompressed(height, width, mask.compressed())).isEqualTo(mask);
        assertThat(RunLengthMask.ofCounts(height, width, mask.counts()))
                .isEqualTo(mask)
                .hasSameHashCodeAs(mask);
    }

    @Property(tries = 200)
    void setsBehaveAsPixelsDo(
            @ForAll @IntRange(min = 1, max = 30) int height,
            @ForAll @IntRange(min = 1, max = 30) int width,
            @ForAll @DoubleRange(min = 0, max = 1) double density,
            @ForAll long seed) {
        byte[] a = random(height, width, density, seed);
        byte[] b = random(height, width, 1 - density / 2, seed + 1);
        byte[] either = new byte[a.length];
        byte[] both = new byte[a.length];
        byte[] difference = new byte[a.length];
        int eitherArea = 0;
        int bothArea = 0;
        for (int i = 0; i < a.length; i++) {
            either[i] = (byte) (a[i] | b[i]);
            both[i] = (byte) (a[i] & b[i]);
            difference[i] = (byte) (a[i] & ~b[i]);
            eitherArea += either[i];
            bothArea += both[i];
        }
        RunLengthMask one = RunLengthMask.ofColumns(height, width, a);
        RunLengthMask other = RunLengthMask.ofColumns(height, width, b);
        assertThat(RunLengthMask.union(List.of(one, other)).columns()).isEqualTo(either);
        assertThat(one.intersection(other).columns()).isEqualTo(both);
        assertThat(one.without(other).columns()).isEqualTo(difference);
        assertThat(one.iou(other)).isEqualTo(other.iou(one));
        assertThat(one.iou(other)).isCloseTo(bothArea / Math.max(1.0, eitherArea), within(1e-12));
        assertThat(one.partInside(other)).isCloseTo(bothArea / Math.max(1.0, one.area()), within(1e-12));
        assertThat(one.iou(one)).isEqualTo(one.area() > 0 ? 1 : 0);
    }

    @Property(tries = 100)
    void theBoxIsTheSmallest(
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @DoubleRange(min = 0, max = 0.2) double density,
            @ForAll long seed) {
        byte[] pixels = random(height, width, density, seed);
        int left = width;
        int top = height;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] == 1) {
                left = Math.min(left, i / height);
                right = Math.max(right, i / height);
                top = Math.min(top, i % height);
                bottom = Math.max(bottom, i % height);
            }
        }
        RunLengthMask.Box expected = right < 0
                ? new RunLengthMask.Box(0, 0, 0, 0)
                : new RunLengthMask.Box(left, top, right - left + 1, bottom - top + 1);
        assertThat(RunLengthMask.ofColumns(height, width, pixels).boundingBox()).isEqualTo(expected);
    }

    @Test
    void emptyRunsInsideAreJoined() {
        assertThat(RunLengthMask.ofCounts(2, 3, 0, 2, 0, 1, 3, 0)).isEqualTo(RunLengthMask.ofCounts(2, 3, 0, 3, 3));
        assertThat(RunLengthMask.ofCounts(2, 3, 0, 0, 6).area()).isZero();
    }

    @Test
    void brokenMasksAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunLengthMask.ofCounts(2, 3, 5))
                .withMessageContaining("runs of 5 pixels in a picture of 3 x 2");
        assertThatIllegalArgumentException().isThrownBy(() -> RunLengthMask.ofCounts(2, 3, 7, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> RunLengthMask.ofCounts(1 << 20, 1 << 20, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> RunLengthMask.ofColumns(2, 3, new byte[5]));
        assertThatIllegalArgumentException().isThrownBy(() -> RunLengthMask.ofCompressed(2, 3, "6 "));
        assertThatIllegalArgumentException().isThrownBy(() -> RunLengthMask.ofCompressed(2, 3, "P"));
        assertThatIllegalArgumentException().isThrownBy(() -> RunLengthMask.ofCompressed(2, 3, "PPPPPPPPPPPP1"));
        assertThatIllegalArgumentException().isThrownBy(() -> RunLengthMask.ofCompressed(2, 3, "@"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunLengthMask.ofCounts(2, 3, 6).iou(RunLengthMask.ofCounts(3, 2, 6)));
    }

    private static JsonArray cases() throws Exception {
        return JsonParser.parseString(Files.readString(REFERENCE))
                .getAsJsonObject()
                .getAsJsonArray("rle_cases");
    }

    private static byte[] columns(JsonArray rows, int height, int width) {
        byte[] columns = new byte[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                columns[x * height + y] = (byte) (rows.get(y).getAsString().charAt(x) - '0');
            }
        }
        return columns;
    }

    private static double[] doubles(JsonArray array) {
        return array.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    private static byte[] random(int height, int width, double density, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (random.nextDouble() < density ? 1 : 0);
        }
        return pixels;
    }
}
