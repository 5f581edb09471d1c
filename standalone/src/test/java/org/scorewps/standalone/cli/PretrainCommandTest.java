package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.SafetensorsWriter;
import org.scorewps.engine.checkpoint.TensorInfo;

@Tag("slow")
class PretrainCommandTest {
    private static final int WIDTH = 384;

    @TempDir
    private Path temp;

    private Path start;
    private Path phrases;
    private Path vectors;

    @BeforeEach
    void make() throws Exception {
        start = temp.resolve("start");
        CommandRun made =
                CommandRun.of("new", "--config", "../training/demonstration/model.json", "--out", start.toString());
        assertThat(made.code()).isZero();
        List<String> lines = List.of("harbour", "ship", "car park", "truck", "runway", "meadow");
        phrases = Files.write(temp.resolve("phrases.txt"), lines);
        vectors = temp.resolve("vectors.safetensors");
        Random random = new Random(1);
        ByteBuffer bytes =
                ByteBuffer.allocate(lines.size() * WIDTH * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putFloat((float) random.nextGaussian());
        }
        TensorInfo info = new TensorInfo("vectors", ElementType.F32, List.of((long) lines.size(), (long) WIDTH));
        try (SafetensorsWriter writer = SafetensorsWriter.create(vectors, List.of(info), Map.of())) {
            writer.write(bytes.flip());
            writer.finish();
        }
    }

    @Test
    void aModelLearnsLanguageThenPictures() {
        Path language = temp.resolve("models/language");
        CommandRun first = learnLanguage(language);
        assertThat(first.err()).contains("learning language: 100 %");
        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("mean cosine to the teacher");

        Path pictures = temp.resolve("models/pictures");
        CommandRun second = CommandRun.of(
                "pretrain",
                "pictures",
                "--model",
                language.toString(),
                "--steps",
                "1",
                "--out",
                pictures.toString(),
                "--json");
        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("\"general_recall\":", "\"context_recall\":");
        CommandRun doctor =
                CommandRun.of("doctor", "--models", temp.resolve("models").toString());
        assertThat(doctor.out()).contains("ok    model pictures");

        CommandRun similar =
                CommandRun.of("similar", "--model", language.toString(), "--classes", "truck; ship,vessel", "vessel");
        assertThat(similar.code()).isZero();
        assertThat(similar.out()).startsWith("vessel  ship 1.00, truck ");
    }

    @Test
    void aFolderThatIsThereIsNotWrittenTo() {
        CommandRun run = learnLanguage(start);
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.err()).contains(start + " is there already");
    }

    @Test
    void whatToLearnMustBeSaid() {
        CommandRun run = CommandRun.of("pretrain");
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.err()).contains("language or pictures");
    }

    private CommandRun learnLanguage(Path out) {
        return CommandRun.of(
                "pretrain",
                "language",
                "--model",
                start.toString(),
                "--phrases",
                phrases.toString(),
                "--vectors",
                vectors.toString(),
                "--steps",
                "2",
                "--batch",
                "4",
                "--out",
                out.toString(),
                "--progress");
    }
}
