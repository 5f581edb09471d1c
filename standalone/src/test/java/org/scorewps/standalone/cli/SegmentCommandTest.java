package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Color;
import java.awt.image.IndexColorModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.process.scene.BandMetadata;
import org.scorewps.standalone.io.CoverageFile;
import org.scorewps.standalone.io.DamagedRasters;
import org.scorewps.standalone.io.Rasters;
import org.scorewps.standalone.io.SceneGeoTiff;
import org.scorewps.styles.ClassPalette;

class SegmentCommandTest {
    private static final int SIZE = 64;

    @TempDir
    static Path models;

    @TempDir
    Path folder;

    @BeforeAll
    static void importModel() {
        TinyModel.importTo(models.resolve("tiny"));
    }

    private Path raster;

    @BeforeEach
    void paint() throws Exception {
        raster = Rasters.geoTiff(folder.resolve("square.tif"), SIZE);
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

    @Test
    void classesOfAllPixelsGoToAGeoTiffWithTheirNames() throws Exception {
        Path cover = folder.resolve("cover.tif");
        CommandRun run = CommandRun.of(
                "segment",
                raster.toString(),
                "--model",
                models.resolve("tiny").toString(),
                "--classes",
                "ship; storage tank; b<a>y & cr\u00e8me",
                "--min-score",
                "0",
                "--semantic",
                cover.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ScoreCommand.DONE);
        assertThat(run.out()).contains("cover.tif: classes in ");
        try (CoverageFile file = CoverageFile.open(cover)) {
            GridCoverage2D classes = file.coverage();
            assertThat(classes.getRenderedImage().getWidth()).isEqualTo(SIZE);
            IndexColorModel colors =
                    (IndexColorModel) classes.getRenderedImage().getColorModel();
            assertThat(new Color(colors.getRGB(1)))
                    .isEqualTo(ClassPalette.colors(1).get(0));
            assertThat(((BandMetadata) classes.getProperty(BandMetadata.PROPERTY))
                            .bands()
                            .get(0)
                            .nodata())
                    .hasValue(0);
            int[] values = classes.getRenderedImage().getData().getSamples(0, 0, SIZE, SIZE, 0, (int[]) null);
            assertThat(IntStream.of(values)).hasSize(SIZE * SIZE).allMatch(value -> value >= 1 && value <= 3);
        }
        String bytes = new String(Files.readAllBytes(cover), StandardCharsets.UTF_8);
        assertThat(bytes)
                .contains("<Item name=\"CLASS_2\" sample=\"0\">storage tank</Item>")
                // as GDAL does: escaped as an item's value, and that as text of the document
                .contains(">b&amp;lt;a&amp;gt;y &amp;amp; cr\u00e8me<");
        assertThat(folder.resolve("cover.tif.aux.xml"))
                .content()
                .contains("<Category>no class</Category>", "<Category>ship</Category>");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void outlinesAndClassesComeTogether() {
        CommandRun run = segment(
                "both.geojson",
                "--classes",
                "ship",
                "--semantic",
                folder.resolve("both.tif").toString(),
                "--json");
        assertThat(run.code()).isEqualTo(ScoreCommand.DONE);
        JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(json.get("output").getAsString()).endsWith("both.geojson");
        assertThat(json.get("semantic").getAsString()).endsWith("both.tif");
        assertThat(folder.resolve("both.geojson")).exists();
        assertThat(folder.resolve("both.tif")).exists();
    }

    @Test
    void outlinesAndPixelsAgreeWhenStuffIsNamed() throws Exception {
        CommandRun run = segment(
                "pair.geojson",
                "--classes",
                "ship; lake",
                "--stuff",
                "lake",
                "--min-score",
                "0",
                "--semantic",
                folder.resolve("pair.tif").toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ScoreCommand.DONE);
        String features = Files.readString(folder.resolve("pair.geojson"));
        assertThat(features).contains("FeatureCollection").doesNotContain("\"lake\"");
        assertThat(folder.resolve("pair.tif")).exists();
        assertWrong(
                segment("alone.geojson", "--classes", "lake", "--stuff", "lake"), "--stuff needs --out and --semantic");
    }

    /** A scene whose first 512 columns can't be decoded, and a model that sees 128 pixels at a time. */
    private CommandRun segmentDamaged(String... more) throws Exception {
        byte[] rgb = new byte[3 * 720 * 500];
        new Random(1).nextBytes(rgb);
        Path scene = folder.resolve("damaged.tif");
        SceneGeoTiff.write(new ImageTile(720, 500, rgb), 0, 1, SceneGeoTiff.Compression.DEFLATE, scene);
        Files.write(
                scene, DamagedRasters.all().get("pixels overwritten with noise").apply(Files.readAllBytes(scene)));
        Path small = Files.createDirectory(folder.resolve("small"));
        try (Stream<Path> files = Files.list(models.resolve("tiny"))) {
            for (Path file : files.toList()) {
                Files.copy(file, small.resolve(file.getFileName()));
            }
        }
        Path config = small.resolve(ModelDirectory.CONFIG_FILE);
        Files.writeString(config, Files.readString(config).replaceFirst("\"tile_size\": *\\d+", "\"tile_size\": 128"));
        Envelope place;
        try (CoverageFile file = CoverageFile.open(scene)) {
            place = file.coverage().getEnvelope2D();
        }
        List<String> arguments = new ArrayList<>(List.of("segment", scene.toString(), "--classes", "ship"));
        arguments.addAll(List.of("--model", small.toString(), "--min-score", "0"));
        arguments.addAll(List.of(
                "--roi",
                "%f,%f,%f,%f"
                        .formatted(place.getMinX() + 480, place.getMaxY() - 64, place.getMaxX(), place.getMaxY())));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void tilesThatFailGoToAFile() throws Exception {
        Path failed = folder.resolve("failed.geojson");
        CommandRun run = segmentDamaged(
                "--out",
                folder.resolve("found.gpkg").toString(),
                "--semantic",
                folder.resolve("cover.tif").toString(),
                "--failed-tiles",
                failed.toString(),
                "--json");
        assertThat(run.code()).isEqualTo(ScoreCommand.DONE);
        assertThat(run.err()).isEqualToNormalizingNewlines("score: 4 tiles could not be looked at\n");
        JsonObject told = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(told.get("failedTiles").getAsString()).isEqualTo(failed.toString());
        assertThat(told.get("failedTileCount").getAsInt()).isEqualTo(4);
        JsonArray features = JsonParser.parseString(Files.readString(failed))
                .getAsJsonObject()
                .getAsJsonArray("features");
        assertThat(features).hasSize(4).allSatisfy(feature -> {
            JsonObject properties = feature.getAsJsonObject().getAsJsonObject("properties");
            assertThat(properties.get("message").getAsString()).startsWith("the coverage's pixels can't be read: ");
            assertThat(properties.get("factor").getAsInt()).isIn(1, 4);
        });
        assertThat(folder.resolve("found.gpkg")).exists();
        assertThat(folder.resolve("cover.tif")).exists();
    }

    @Test
    void withoutAFileForThemTheFirstTileThatFailsEndsTheCommand() throws Exception {
        Path out = folder.resolve("found.gpkg");
        CommandRun run = segmentDamaged("--out", out.toString());
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("damaged.tif: the tile of columns ", ": the coverage's pixels can't be read: ");
        assertThat(out).doesNotExist();
        assertWrong(
                segment(
                        "a.gpkg",
                        "--classes",
                        "ship",
                        "--failed-tiles",
                        folder.resolve("a.shp").toString()),
                "--failed-tiles must end in");
    }

    @Test
    void somethingMustBeMade() {
        CommandRun run = CommandRun.of("segment", raster.toString(), "--classes", "ship");
        assertThat(run.err()).contains("nothing to make: give --out, --semantic or both");
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertWrong(
                CommandRun.of(
                        "segment",
                        raster.toString(),
                        "--classes",
                        "ship",
                        "--model",
                        models.resolve("tiny").toString(),
                        "--semantic",
                        folder.resolve("none/a.tif").toString()),
                "--semantic: there is no folder");
    }

    private static void assertWrong(CommandRun run, String message) {
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }

    private CommandRun segment(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("segment", raster.toString()));
        arguments.addAll(List.of("--model", models.resolve("tiny").toString()));
        arguments.addAll(List.of("--out", folder.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void featuresLieInsideTheRasterAndHaveTheClassesAskedFor() throws Exception {
        CommandRun run = segment(
                "a.geojson", "--classes", "ship; vehicle,car", "--classes", "lake", "--min-score", "0", "--json");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ScoreCommand.DONE);
        JsonObject told = JsonParser.parseString(run.out()).getAsJsonObject();
        List<JsonElement> features = JsonParser.parseString(Files.readString(folder.resolve("a.geojson")))
                .getAsJsonObject()
                .getAsJsonArray("features")
                .asList();
        assertThat(features).isNotEmpty().hasSize(told.get("features").getAsInt());
        MathTransform toRaster =
                CRS.findMathTransform(DefaultGeographicCRS.WGS84, CRS.decode("EPSG:32633", true), true);
        // decimals follow the pixel
        Envelope footprint = new Envelope(500000, 500000 + SIZE, 5000000, 5000000 + SIZE);
        footprint.expandBy(0.02);
        for (JsonElement feature : features) {
            JsonObject properties = feature.getAsJsonObject().getAsJsonObject("properties");
            assertThat(properties.get("class").getAsString()).isIn("ship", "vehicle", "lake");
            assertThat(properties.get("score").getAsDouble()).isBetween(0.0, 1.0);
            assertThat(properties.get("model").getAsString()).startsWith("tiny");
            Envelope found = new Envelope();
            addPositions(feature.getAsJsonObject().getAsJsonObject("geometry").getAsJsonArray("coordinates"), found);
            assertThat(found.getArea()).isPositive();
            assertThat(footprint.contains(JTS.transform(found, toRaster)))
                    .as("%s in %s", found, footprint)
                    .isTrue();
        }
    }

    private static void addPositions(JsonArray coordinates, Envelope envelope) {
        if (coordinates.get(0).isJsonPrimitive()) {
            envelope.expandToInclude(
                    coordinates.get(0).getAsDouble(), coordinates.get(1).getAsDouble());
        } else {
            coordinates.forEach(part -> addPositions(part.getAsJsonArray(), envelope));
        }
    }

    @ParameterizedTest
    @CsvSource({"a.gpkg, SQLite format 3", "a.gml, <?xml", "a.csv, FID"})
    void aFileOfEveryFormatIsReplacedWhenTheNewOneIsComplete(String name, String start) throws Exception {
        Path out = Files.writeString(folder.resolve(name), "an older result");
        CommandRun run = segment(name, "--classes", "ship", "--min-score", "0", "--progress");
        assertThat(run.code()).isEqualTo(ScoreCommand.DONE);
        assertThat(run.out()).matches(Pattern.quote(out + ": ") + "\\d+ objects? in \\d+\\.\\d s\\R");
        assertThat(run.err()).contains("segmenting: 100 %");
        assertThat(new String(Files.readAllBytes(out), StandardCharsets.UTF_8)).startsWith(start);
        assertThat(folder).isDirectoryNotContaining("glob:**.part*");
    }

    @Test
    void whatTheProcessRefusesIsToldInOneLine() throws Exception {
        assertWrong(segment("a.gpkg", "--classes", "ship; ship"), "class \"ship\" is given twice");
        assertWrong(segment("a.gpkg", "--classes", "ship", "--min-score", "2"), "minScore");
        assertWrong(segment("a.gpkg", "--classes", "ship", "--bands", "9,1,2"), "square.tif: ");
        assertWrong(segment("a.gpkg", "--classes", "ship", "--max-pixels", "100"), "64 x 64 pixels, at most 100");
        assertThat(folder.resolve("a.gpkg")).doesNotExist();
    }

    @Test
    void whatIsWrongIsToldInOneLine() throws Exception {
        Files.createDirectories(folder.resolve("model"));
        assertWrong(run(folder.resolve("none.tif"), "model", "a.geojson"), "none.tif: there is no such file");
        assertWrong(run(raster, "none", "a.geojson"), "--model: there is no model directory");
        assertWrong(run(raster, "model", "a.shp"), "--out must end in");
        assertWrong(run(raster, "model", "none/a.gpkg"), "--out: there is no folder");
        Files.createDirectories(folder.resolve("b.gpkg"));
        assertWrong(run(raster, "model", "b.gpkg"), "b.gpkg is a folder");
        Path text = Files.writeString(folder.resolve("text.tif"), "no raster");
        assertWrong(run(text, "model", "a.geojson"), "text.tif can't be read: it is neither a GeoTIFF nor an ArcGrid");
        assertThat(folder.resolve("a.geojson")).doesNotExist();
    }

    @Test
    void missingOptionsAreNamed() {
        CommandRun run = CommandRun.of("segment", raster.toString());
        assertWrong(run, "--classes");
    }
}
