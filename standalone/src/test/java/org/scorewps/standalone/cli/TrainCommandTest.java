package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TrainCommandTest {
    private static final String DATA =
            "{\"images\": [{\"id\": 1, \"file_name\": \"a.png\", \"width\": 64, \"height\": 48}],"
                    + " \"categories\": [{\"id\": 1, \"name\": \"ship\"}, {\"id\": 2, \"name\": \"lake\"}],"
                    + " \"annotations\": ["
                    + "{\"image_id\": 1, \"category_id\": 1, \"segmentation\": [[5, 5, 30, 5, 30, 30, 5, 30]]},"
                    + "{\"image_id\": 1, \"category_id\": 2, \"segmentation\": [[40, 10, 60, 10, 60, 40, 40, 40]]}]}";
    private static final String SETTINGS = """
            batch_size: 1
            iterations: 2
            threads: 1
            losses: {points: 128}
            augmentation: {crop: 64}
            periods: {log: 1, checkpoint: 1}
            evaluation_images: 1
            """;

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
        BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(5, 5, 25, 25);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(40, 10, 20, 30);
        graphics.dispose();
        ImageIO.write(picture, "png", folder.resolve("a.png").toFile());
        Files.writeString(folder.resolve("train.json"), DATA);
        Files.writeString(folder.resolve("score.yaml"), SETTINGS);
    }

    private CommandRun train(String... more) {
        List<String> arguments = new ArrayList<>(List.of("train"));
        if (!List.of(more).contains("--init")) {
            arguments.addAll(List.of("--init", models.resolve("tiny").toString()));
        }
        arguments.addAll(List.of("--data", folder.resolve("train.json").toString()));
        arguments.addAll(List.of("--out", folder.resolve("run").toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private String settings() {
        return folder.resolve("score.yaml").toString();
    }

    @Test
    void aModelIsTrainedEvaluatedAndTrainedFurther() throws Exception {
        String val = folder.resolve("train.json").toString();
        CommandRun run = train("--config", settings(), "--val", val, "--json", "--progress");
        assertThat(run.code()).as(run.err()).isZero();
        JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(json.get("steps").getAsInt()).isEqualTo(2);
        assertThat(json.get("last_loss").getAsDouble()).isPositive();
        assertThat(json.has("ap50")).isTrue();
        assertThat(run.err()).contains("training: 100 %, loss ", "step 2: AP ");
        Path out = folder.resolve("run");
        assertThat(out.resolve("losses.png")).exists();
        assertThat(Files.readAllLines(out.resolve("evaluations.csv")))
                .first()
                .asString()
                .startsWith("step,ap,ap50,ap75,");
        // a trained model is a model: it can be evaluated, and trained further
        CommandRun evaluation = CommandRun.of(
                "evaluate", "--model", out.resolve("model").toString(), "--data", val, "--shortest-side", "64");
        assertThat(evaluation.code()).as(evaluation.err()).isZero();
        Files.writeString(folder.resolve("score.yaml"), SETTINGS.replace("iterations: 2", "iterations: 3"));
        CommandRun more = train("--config", settings(), "--resume");
        assertThat(more.code()).as(more.err()).isZero();
        assertThat(more.out()).contains("3 steps, loss ");
    }

    @Test
    void generatedScenesAreLearnedFrom() throws Exception {
        Files.writeString(
                folder.resolve("score.yaml"),
                SETTINGS.replace("iterations: 2", "iterations: 3") + "scenes: {size: 64, seed: 5, rare: 0}\n");
        String scenes = folder.resolve("scenes").toString();
        assertThat(CommandRun.of("scenes", "--out", scenes, "--count", "1", "--size", "64", "--seed", "9")
                        .code())
                .isZero();
        CommandRun run = CommandRun.of(
                "train",
                "--init",
                models.resolve("tiny").toString(),
                "--config",
                settings(),
                "--data",
                "scenes",
                "--val",
                scenes + "/instances.json",
                "--out",
                folder.resolve("run").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("3 steps, loss ", "on 1 validation images");
        assertThat(Files.readString(folder.resolve("run/model/model.json")))
                .contains("generated scenes, seed 5, 64 pixels", "ship,vessel,boat");
    }

    /** In training what is wrong is left out; what is measured with must be right, unless told otherwise. */
    @Test
    void badEntriesAreLeftOutAndCounted() throws Exception {
        String bad =
                DATA.replace("]}]}", "]}, {\"id\": 9, \"image_id\": 1, \"category_id\": 1, \"segmentation\": []}]}");
        Files.writeString(folder.resolve("train.json"), bad);
        String val = folder.resolve("train.json").toString();
        String message = "train.json: left out: annotations without a segmentation, or with a broken one: 1 (first:"
                + " annotation 9)";
        CommandRun run = train("--config", settings());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsOnlyOnce(message);
        assertBad(train("--val", val), "broken one: 1 (first: annotation 9); --skip-bad leaves these entries out");
    }

    @Test
    void theExampleOfSettingsIsPrinted() throws Exception {
        CommandRun run = CommandRun.of("train", "--print-config");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("learning_rate: ", "# Large-scale jitter");
    }

    @Test
    void badInputIsNamedBeforeTraining() throws Exception {
        Files.writeString(folder.resolve("score.yaml"), "batchsize: 1\nthreads: 0.5");
        assertBad(train("--config", settings()), "batchsize is unknown", "threads must be a whole number");
        Files.writeString(folder.resolve("score.yaml"), "leave_out: [boat]");
        assertBad(train("--config", settings()), "train.json: \"boat\" is to be left out and is no category");
        Files.writeString(folder.resolve("train.json"), DATA.replace("a.png", "b.png"));
        assertBad(train(), "image files that are missing", "b.png");
        Files.writeString(folder.resolve("val.json"), DATA.replace("[[5, 5, 30", "[[5, 5, 300"));
        String val = folder.resolve("val.json").toString();
        assertBad(
                train("--val", val, "--init", "nowhere"),
                "nowhere: ",
                "train.json: image files that are missing in ",
                ": 1 (first: b.png)",
                "val.json: masks outside of their image: 1 (first: annotation 0 in image 1, by ");
        Files.writeString(folder.resolve("train.json"), "{\"images\": [");
        assertBad(train(), "not valid JSON");
        assertBad(CommandRun.of("train"), "Missing required");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    private static void assertBad(CommandRun run, String... parts) {
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.err()).contains(parts).doesNotContain("\tat ");
    }
}
