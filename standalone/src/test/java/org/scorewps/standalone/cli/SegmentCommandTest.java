package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.standalone.io.Rasters;

class SegmentCommandTest {
    @TempDir
    Path folder;

    private Path raster;

    @BeforeEach
    void paint() throws Exception {
        raster = Rasters.geoTiff(folder.resolve("square.tif"), 64);
    }

    private CommandRun run(Path input, String model, String out) {
        return CommandRun.of(
                "segment",
                input.toString(),
                "--classes",
                "ship",
                "--model",
                folder.resolve(model).toString(),
                "--out",
                folder.resolve(out).toString());
    }

    private static void assertWrong(CommandRun run, String message) {
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void whatIsWrongIsToldInOneLine() throws Exception {
        Files.createDirectories(folder.resolve("model"));
        assertWrong(run(folder.resolve("none.tif"), "model", "a.geojson"), "none.tif: there is no such file");
        assertWrong(run(raster, "none", "a.geojson"), "--model: there is no model directory");
        assertWrong(run(raster, "model", "a.shp"), "--out must end in");
        assertWrong(run(raster, "model", "none/a.gpkg"), "--out: there is no folder");
        Path text = Files.writeString(folder.resolve("text.tif"), "no raster");
        assertWrong(run(text, "model", "a.geojson"), "text.tif can't be read: it is neither a GeoTIFF nor an ArcGrid");
        assertThat(folder.resolve("a.geojson")).doesNotExist();
    }

    @Test
    void missingOptionsAreNamed() {
        CommandRun run = CommandRun.of("segment", raster.toString());
        assertWrong(run, "--classes");
        assertWrong(run, "--model");
        assertWrong(run, "--out");
    }
}
