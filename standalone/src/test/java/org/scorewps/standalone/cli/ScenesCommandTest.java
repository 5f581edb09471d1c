package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.Raster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.standalone.io.CoverageFile;

class ScenesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theSameSeedGivesTheSameFilesWithAnyNumberOfThreads() throws Exception {
        Path one = scenes("one", "--threads", "1");
        Path four = scenes("four", "--threads", "4");
        for (String file : new String[] {"instances.json", "captions.json", "images/scene_000005.tif"}) {
            assertThat(four.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
        }
    }

    @Test
    void scenesAreGeoreferencedAndAnnotated() throws Exception {
        Path out = scenes("set");
        JsonObject instances = JsonParser.parseString(Files.readString(out.resolve("instances.json")))
                .getAsJsonObject();
        assertThat(instances.getAsJsonArray("images")).hasSize(6);
        assertThat(instances.getAsJsonArray("annotations")).isNotEmpty();
        assertThat(instances.getAsJsonArray("categories")).hasSizeGreaterThanOrEqualTo(25);
        JsonObject image = instances.getAsJsonArray("images").get(2).getAsJsonObject();
        double resolution = image.get("ground_resolution").getAsDouble();
        try (CoverageFile file = CoverageFile.open(
                out.resolve("images").resolve(image.get("file_name").getAsString()))) {
            var coverage = file.coverage();
            assertThat(CRS.lookupEpsgCode(coverage.getCoordinateReferenceSystem(), true))
                    .isEqualTo(32633);
            assertThat(coverage.getEnvelope2D().getWidth() / 64).isCloseTo(resolution, within(1e-9));
        }
    }

    @Test
    void oneSceneOfASetCanBeMadeAndCompressed() throws Exception {
        Path plain = scenes("plain").resolve("images/scene_000004.tif");
        for (String compression : List.of("deflate", "jpeg")) {
            Path out = folder.resolve(compression);
            CommandRun run = CommandRun.of(
                    "scenes",
                    "--out",
                    out.toString(),
                    "--count",
                    "1",
                    "--first",
                    "4",
                    "--seed",
                    "5",
                    "--size",
                    "64",
                    "--compression",
                    compression);
            assertThat(run.err()).isEmpty();
            Path file = out.resolve("images/scene_000004.tif");
            assertThat(Files.size(file)).isLessThan(Files.size(plain));
            assertThat(meanDifference(plain, file)).isLessThan(compression.equals("jpeg") ? 6 : 1e-9);
        }
    }

    private static double meanDifference(Path one, Path other) throws Exception {
        try (CoverageFile a = CoverageFile.open(one);
                CoverageFile b = CoverageFile.open(other)) {
            assertThat(b.coverage().getEnvelope2D().toString())
                    .isEqualTo(a.coverage().getEnvelope2D().toString());
            Raster first = a.coverage().getRenderedImage().getData();
            Raster second = b.coverage().getRenderedImage().getData();
            double sum = 0;
            for (int y = 0; y < first.getHeight(); y++) {
                for (int x = 0; x < first.getWidth(); x++) {
                    for (int band = 0; band < 3; band++) {
                        sum += Math.abs(first.getSample(x, y, band) - second.getSample(x, y, band));
                    }
                }
            }
            return sum / (3.0 * first.getWidth() * first.getHeight());
        }
    }

    @Test
    void badInputIsNamed() throws Exception {
        assertThat(CommandRun.of("scenes", "--out", folder.resolve("a").toString(), "--count", "0")
                        .err())
                .contains("--count 0");
        assertThat(CommandRun.of("scenes", "--out", folder.resolve("a").toString(), "--count", "1", "--size", "9")
                        .err())
                .contains("--size 9");
        assertThat(CommandRun.of("scenes", "--out", folder.resolve("a").toString(), "--count", "1", "--split", "x")
                        .err())
                .contains("--split x");
        Files.writeString(folder.resolve("file"), "");
        CommandRun full = CommandRun.of("scenes", "--out", folder.toString(), "--count", "1");
        assertThat(full.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(full.err()).contains("not empty");
    }

    private Path scenes(String name, String... more) {
        Path out = folder.resolve(name);
        String[] arguments = new String[9 + more.length];
        String[] first = {"scenes", "--out", out.toString(), "--count", "6", "--size", "64", "--seed", "5"};
        System.arraycopy(first, 0, arguments, 0, 9);
        System.arraycopy(more, 0, arguments, 9, more.length);
        assertThat(CommandRun.of(arguments)).extracting(CommandRun::code).isEqualTo(ScoreCommand.DONE);
        return out;
    }
}
