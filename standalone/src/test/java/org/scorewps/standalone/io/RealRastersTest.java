package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.scene.UnreadablePixelsException;

/**
 * What becomes of real rasters, and of damaged copies of some: {@code docs/rasters.md} tells it, and is checked here. The
 * rasters are not part of the project: where no folder {@code shared/data/rasters} is beside it there is nothing to do.
 * With {@code -Drasters.write=true} the tables are written anew.
 */
class RealRastersTest {
    private static final Path FOLDER = Path.of("shared", "data", "rasters");
    private static final boolean WRITE = Boolean.getBoolean("rasters.write");

    /** Strips that are compressed, tiles that are JPEGs, strips that aren't compressed, a palette. */
    private static final List<String> TO_DAMAGE = List.of(
            "B12_derived_from_real/naip_rgb_utm11.tif",
            "B01_rio_tiler/cog_rgb.tif",
            "B02_rasterio/RGB.byte.tif",
            "B12_derived_from_real/naip_palette.tif");

    @TempDir
    Path copies;

    /** The folder with the rasters, beside any folder that the project lies in. */
    private static Path rasters() {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .takeWhile(folder -> folder != null)
                .map(folder -> folder.resolve(FOLDER))
                .filter(Files::isDirectory)
                .findFirst();
        assumeTrue(found.isPresent(), "no folder " + FOLDER + " beside the project");
        return found.orElseThrow();
    }

    private static Map<String, Path> files(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?"))
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
        }
        return files;
    }

    private static List<String> outcome(Path file) {
        try {
            return RasterFacts.of(file);
        } catch (InvalidInputException refused) {
            assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
            return List.of("refused: " + refused.getMessage());
        } catch (UnreadablePixelsException damaged) {
            assertThat(damaged.getMessage()).isNotBlank().doesNotContain("\n");
            return List.of("opened; " + damaged.getMessage());
        }
    }

    @Test
    void realRasters() throws IOException {
        Map<String, List<String>> seen = new TreeMap<>();
        files(rasters()).forEach((name, file) -> {
            seen.put(name, outcome(file));
        });
        if (WRITE) {
            RasterTable.write("raster", seen);
        }
        Map<String, List<String>> expected = RasterTable.read();
        seen.forEach((name, cells) -> assertRow(name, expected.getOrDefault(name, List.of("not in the table")), cells));
    }

    private static void assertRow(String name, List<String> expected, List<String> seen) {
        assertThat(seen).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < seen.size(); i++) {
            String column = seen.size() == 1 ? "outcome" : RasterFacts.COLUMNS.get(i);
            assertCell(name + ": " + column, expected.get(i), seen.get(i));
        }
    }

    /** Numbers may differ by a thousandth, or by half a grey value: decoders of JPEG don't all round alike. */
    private static void assertCell(String place, String expected, String seen) {
        if (!expected.matches("[-+.,\\d ]+")) {
            assertThat(seen).as(place).isEqualTo(expected);
            return;
        }
        String[] numbers = expected.split("[ ,]+");
        String[] others = seen.split("[ ,]+");
        assertThat(others).as(place).hasSameSizeAs(numbers);
        double tolerance = place.endsWith("colour") ? 0.5 : 0;
        for (int i = 0; i < numbers.length; i++) {
            double number = Double.parseDouble(numbers[i]);
            assertThat(Double.parseDouble(others[i]))
                    .as(place)
                    .isCloseTo(number, within(Math.max(tolerance, Math.abs(number) * 1e-3)));
        }
    }

    @Test
    void damagedRasters() throws IOException {
        Path folder = rasters();
        Map<String, List<String>> seen = new TreeMap<>();
        for (String original : TO_DAMAGE) {
            Path file = folder.resolve(original);
            assumeTrue(Files.isRegularFile(file), "no " + original);
            List<String> whole = RasterFacts.of(file);
            byte[] bytes = Files.readAllBytes(file);
            for (Map.Entry<String, UnaryOperator<byte[]>> way :
                    DamagedRasters.all().entrySet()) {
                Path copy = copies.resolve(file.getFileName());
                Files.write(copy, way.getValue().apply(bytes));
                List<String> cells = outcome(copy);
                String told = cells.size() == 1
                        ? cells.get(0)
                        : cells.equals(whole) ? "read, as the whole one" : "read, with other pixels";
                seen.put(file.getFileName() + ", " + way.getKey(), List.of(told));
            }
        }
        if (WRITE) {
            RasterTable.write("damaged raster", seen);
        }
        Map<String, List<String>> expected = RasterTable.read();
        seen.forEach((name, cells) -> assertThat(cells).as(name).isEqualTo(expected.get(name)));
    }
}
