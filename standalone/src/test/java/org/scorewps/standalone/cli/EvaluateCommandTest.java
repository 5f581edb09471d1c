package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.evaluation.RunLengthMask;

class EvaluateCommandTest {
    private static final String DATA =
            "{\"images\": [{\"id\": 1, \"file_name\": \"a.png\", \"width\": 64, \"height\": 48}],"
                    + " \"categories\": [{\"id\": 1, \"name\": \"ship\"}, {\"id\": 2, \"name\": \"lake\"}],"
                    + " \"annotations\": [{\"image_id\": 1, \"category_id\": 1, \"segmentation\": [[5, 5, 30, 5, 30, 30]]}]}";

    @TempDir
    static Path models;

    @TempDir
    Path folder;

    @BeforeAll
    static void importModel() {
        TinyModel.importTo(models.resolve("tiny"));
    }

    @BeforeEach
    void paint() throws Exception {
        Files.createDirectories(folder.resolve("images"));
        ImageIO.write(
                new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("images/a.png").toFile());
        Files.writeString(folder.resolve("data.json"), DATA);
    }

    private CommandRun evaluate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("evaluate"));
        arguments.addAll(List.of("--model", models.resolve("tiny").toString()));
        arguments.addAll(List.of("--data", folder.resolve("data.json").toString()));
        arguments.addAll(List.of("--shortest-side", "64"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void theNumbersArePrintedAndWritten() throws Exception {
        Path out = folder.resolve("numbers.json");
        Path grid = folder.resolve("grid.png");
        CommandRun run = evaluate(
                "--out", out.toString(), "--grid", grid.toString(), "--semantic", "--progress", "--split", "novel");
        assertThat(run.code()).isEqualTo(ScoreCommand.DONE);
        assertThat(run.out())
                .contains("AP50", "IoU", "mean, 100 predictions", "(-: not in the means)", "1 images, 1 objects, ")
                .containsPattern("ship +base - +1 ")
                .containsPattern("lake +novel +0 ");
        assertThat(run.err()).contains("evaluating: 100 %");
        JsonObject json = JsonParser.parseString(Files.readString(out)).getAsJsonObject();
        assertThat(json.getAsJsonObject("means").keySet()).containsExactly("max_detections_100", "max_detections_300");
        JsonObject ship = json.getAsJsonArray("categories").get(0).getAsJsonObject();
        assertThat(ship.get("AP").getAsDouble()).isBetween(0.0, 1.0);
        assertThat(ship.get("AP_large").isJsonNull()).isTrue();
        assertThat(json.getAsJsonObject("semantic").get("mIoU").getAsDouble()).isBetween(0.0, 1.0);
        assertThat(ImageIO.read(grid.toFile()).getWidth()).isGreaterThan(1000);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void predictionsAreWrittenAsPycocotoolsReadsThem() throws Exception {
        Path file = folder.resolve("found.json");
        CommandRun run = evaluate("--predictions", file.toString(), "--max-instances", "50");
        assertThat(run.code()).isEqualTo(ScoreCommand.DONE);
        List<JsonElement> found =
                JsonParser.parseString(Files.readString(file)).getAsJsonArray().asList();
        assertThat(run.out()).contains(found.size() + " predictions");
        JsonObject best = found.get(0).getAsJsonObject();
        assertThat(best.keySet()).containsExactly("image_id", "category_id", "segmentation", "score");
        JsonObject mask = best.getAsJsonObject("segmentation");
        int height = mask.getAsJsonArray("size").get(0).getAsInt();
        int width = mask.getAsJsonArray("size").get(1).getAsInt();
        assertThat(RunLengthMask.ofCompressed(height, width, mask.get("counts").getAsString())
                        .area())
                .isPositive();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertWrong(
                evaluate("--predictions", folder.resolve("none/a.json").toString()),
                "--predictions: there is no folder");
    }

    @Test
    void programsGetJson() {
        CommandRun run =
                evaluate("--json", "--classes", "vessel,boat; pond", "--max-images", "1", "--max-instances", "50");
        assertThat(run.err()).isEmpty();
        JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(json.getAsJsonArray("categories")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonArray("asked_for")
                        .toString())
                .isEqualTo("[\"vessel\",\"boat\"]");
        assertThat(json.getAsJsonObject("means").keySet()).containsExactly("max_detections_50");
        assertThat(json.has("semantic")).isFalse();
    }

    /** What the service finds, taken for the truth, is found again, every pixel of it. */
    @Test
    void theServiceIsMeasuredByItsOutlines() throws Exception {
        BufferedImage picture = new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(5);
        for (int block = 0; block < 12 * 16; block++) {
            for (int p = 0; p < 13 * 13; p++) {
                int x = block % 16 * 13 + p % 13;
                int y = block / 16 * 13 + p / 13;
                if (x < 200 && y < 150) {
                    picture.setRGB(x, y, block * 0x4f2d17 ^ random.nextInt(0x20));
                }
            }
        }
        ImageIO.write(picture, "png", folder.resolve("images/a.png").toFile());
        Path data = folder.resolve("data.json");
        Files.writeString(data, DATA.replace("64", "200").replace("48", "150"));
        Path file = folder.resolve("found.json");
        String[] tiled = {
            "evaluate",
            "--tiled",
            "--min-score",
            "0.01",
            "--model",
            models.resolve("tiny").toString()
        };
        CommandRun run = CommandRun.of(
                Stream.concat(Stream.of(tiled), Stream.of("--data", data.toString(), "--predictions", file.toString()))
                        .toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        JsonArray found = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
        assertThat(found).hasSizeGreaterThan(1);
        JsonObject truth = JsonParser.parseString(Files.readString(data)).getAsJsonObject();
        truth.add("annotations", found);
        Files.writeString(data, truth.toString());
        CommandRun again = CommandRun.of(Stream.concat(Stream.of(tiled), Stream.of("--data", data.toString(), "--json"))
                .toArray(String[]::new));
        assertThat(again.err()).isEmpty();
        JsonObject json = JsonParser.parseString(again.out()).getAsJsonObject();
        assertThat(json.getAsJsonObject("settings").get("tiled").getAsBoolean()).isTrue();
        assertThat(json.getAsJsonObject("settings").has("shortest_side")).isFalse();
        assertThat(json.getAsJsonObject("means")
                        .getAsJsonObject("max_detections_300")
                        .get("AP")
                        .getAsDouble())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void badEntriesAreLeftOutOnDemand() throws Exception {
        String bad = "{\"id\": 2, \"file_name\": \"b.png\", \"width\": 64, \"height\": 48}, ";
        Files.writeString(folder.resolve("data.json"), DATA.replace("\"images\": [", "\"images\": [" + bad));
        assertWrong(evaluate(), "1 (first: b.png); --skip-bad leaves these entries out");
        CommandRun run = evaluate("--skip-bad", "--json", "--max-instances", "50");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("data.json: left out: image files that are missing in ");
        JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(json.get("images").getAsInt()).isEqualTo(1);
        assertThat(json.get("left_out").getAsString()).endsWith("1 (first: b.png)");
    }

    @Test
    void whatIsWrongIsToldInOneLineBeforeAnythingRuns() throws Exception {
        assertWrong(evaluate("--classes", "lake; ship"), "class 1, \"lake\", stands for category \"ship\"");
        assertWrong(evaluate("--classes", "ship"), "1 classes given for the data set's 2 categories");
        assertWrong(evaluate("--synonyms", "--classes", "lake; ship"), "--synonyms and --classes can't both be given");
        assertWrong(evaluate("--nms", "1.5"), "the overlap of duplicates must be between 0 and 1, not 1.5");
        assertWrong(evaluate("--crowded-tiles", "once"), "--crowded-tiles needs --tiled");
        assertWrong(
                evaluate("--tiled", "--crowded-tiles", "twice"), "crowdedTiles must be split or once, not \"twice\"");
        assertWrong(evaluate("--tiled", "--nms", "0.5"), "--tiled can't be given with --semantic or --nms");
        assertWrong(evaluate("--tiled", "--semantic"), "--tiled can't be given with --semantic or --nms");
        assertWrong(evaluate("--alpha", "2"), "alpha must be between 0 and 1");
        assertWrong(evaluate("--split", "odd"), "--split");
        assertWrong(evaluate("--max-images", "0"), "at least 1, not 0");
        assertWrong(evaluate("--grid-images", "0"), "--grid-images");
        assertWrong(evaluate("--images", folder.resolve("none").toString()), "folders of images that don't exist");
        assertWrong(evaluate("--out", folder.resolve("none/a.json").toString()), "--out: there is no folder");
        assertWrong(evaluate("--grid", folder.toString()), "is a folder");
        assertWrong(evaluate("--model", folder.toString(), "--model", folder.toString()), "--model");
        Files.delete(folder.resolve("images/a.png"));
        assertWrong(evaluate(), "image files that are missing");
        Files.writeString(folder.resolve("data.json"), "{\"images\": [");
        assertWrong(evaluate(), "data.json: not valid JSON");
        Files.delete(folder.resolve("data.json"));
        assertWrong(evaluate(), "data.json: there is no such file");
        assertWrong(CommandRun.of("evaluate", "--model", folder.toString(), "--data", "a.json"), "model.json");
    }

    private static void assertWrong(CommandRun run, String message) {
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }
}
