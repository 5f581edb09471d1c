package org.scorewps.engine.network.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.SafetensorsFile;

/** The test-time resize against sizes and pixels of the reference. */
class ShortestEdgeResizeTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference/preprocess");

    @Test
    void sizesAreTheReference() throws IOException {
        ShortestEdgeResize resize = new ShortestEdgeResize(512, 800);
        JsonArray cases = cases().getAsJsonArray("shape_cases_min512_max800");
        assertThat(cases).hasSizeGreaterThan(20);
        for (JsonElement element : cases) {
            JsonArray input = element.getAsJsonObject().getAsJsonArray("input_hw");
            JsonArray output = element.getAsJsonObject().getAsJsonArray("output_hw");
            assertThat(resize.size(input.get(1).getAsInt(), input.get(0).getAsInt()))
                    .as("%s", input)
                    .isEqualTo(new ShortestEdgeResize.Size(
                            output.get(1).getAsInt(), output.get(0).getAsInt()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void everyPixelIsTheReference(int index) throws IOException {
        JsonObject setting = cases().getAsJsonArray("pixel_cases").get(index).getAsJsonObject();
        ShortestEdgeResize resize = new ShortestEdgeResize(
                setting.get("shortest_edge").getAsInt(), setting.get("max_size").getAsInt());
        try (SafetensorsFile file = SafetensorsFile.open(REFERENCE.resolve("resize_shortest_edge.safetensors"))) {
            ImageTile expected = tile(file, index + ".output_hwc");
            assertThat(resize.resize(tile(file, index + ".input_hwc"))).isEqualTo(expected);
        }
    }

    @Test
    void aPictureOfTheRightSizeStays() {
        ImageTile tile = new ImageTile(4, 3, new byte[36]);
        assertThat(new ShortestEdgeResize(3, 100).resize(tile)).isSameAs(tile);
    }

    @Test
    void noSideVanishes() {
        assertThat(new ShortestEdgeResize(512, 800).size(1, 100_000)).isEqualTo(new ShortestEdgeResize.Size(1, 800));
        assertThatThrownBy(() -> new ShortestEdgeResize(0, 800)).isInstanceOf(InvalidInputException.class);
    }

    @Property(tries = 200)
    void aPlainColourStays(
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 60) int height,
            @ForAll @IntRange(min = 1, max = 80) int edge,
            @ForAll byte colour) {
        byte[] rgb = new byte[3 * width * height];
        java.util.Arrays.fill(rgb, colour);
        ImageTile resized = new ShortestEdgeResize(edge, 100).resize(new ImageTile(width, height, rgb));
        assertThat(resized.rgb()).containsOnly(colour);
        assertThat(List.of(resized.width(), resized.height())).allMatch(side -> side >= 1 && side <= 100);
    }

    private static JsonObject cases() throws IOException {
        return JsonParser.parseString(Files.readString(REFERENCE.resolve("resize_cases.json")))
                .getAsJsonObject();
    }

    private static ImageTile tile(SafetensorsFile file, String name) {
        List<Long> shape = file.info(name).shape();
        ByteBuffer data = file.data(name);
        byte[] rgb = new byte[data.remaining()];
        data.get(rgb);
        return new ImageTile(shape.get(1).intValue(), shape.get(0).intValue(), rgb);
    }
}
