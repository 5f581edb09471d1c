package org.scorewps.engine.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.training.data.TrainingData;
import org.scorewps.engine.training.data.TrainingSample;
import org.scorewps.engine.vocabulary.ClassName;

/** Trainings that were stopped or killed go on and end with the same bits. */
@Tag("slow")
class ResumeTest {
    @TempDir
    private static Path shared;

    private static TinyTraining tiny;

    @TempDir
    private Path temp;

    @BeforeAll
    static void load() {
        tiny = TinyTraining.load(shared.resolve("tiny"));
    }

    @Test
    void aTrainingThatWasStoppedEndsWithTheSameBits() throws IOException {
        // kernels are mixed for the first four steps only: the second run begins with them mixed and ends with one
        String settings = "iterations: 6\ndilation_calls: 16\nperiods: {log: 3, checkpoint: 2}\n";
        Path stopped = assertEndsWithTheSameBits(settings, 6, 3, UnaryOperator.identity());
        assertThat(stopped.resolve("checkpoints").toFile().list())
                .as("the oldest are deleted")
                .hasSize(2);
    }

    /** Trains once straight on and once with a stop, whose folder it returns. */
    private Path assertEndsWithTheSameBits(String settings, int steps, int stop, UnaryOperator<TrainingRequest> change)
            throws IOException {
        Path straight = temp.resolve("straight");
        Trainer.train(change.apply(tiny.request(straight, settings, false)), new StopAfter(steps));
        Path stopped = temp.resolve("stopped");
        assertThatThrownBy(
                        () -> Trainer.train(change.apply(tiny.request(stopped, settings, false)), new StopAfter(stop)))
                .isInstanceOf(CancellationException.class);
        TrainingSummary summary =
                Trainer.train(change.apply(tiny.request(stopped, settings, true)), new StopAfter(steps));
        assertThat(summary.pictures()).isEqualTo(2L * (steps - stop));
        for (String file : List.of("checkpoints/step-%09d.safetensors".formatted(steps), "model/weights.safetensors")) {
            assertThat(Files.mismatch(straight.resolve(file), stopped.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
        return stopped;
    }

    @Test
    void aKilledTrainingGoesOnFromItsLastCheckpoint() throws IOException {
        String settings = "iterations: 4\nperiods: {log: 1, checkpoint: 2}\n";
        Path straight = temp.resolve("straight");
        Trainer.train(tiny.request(straight, settings, false), new StopAfter(4));
        Path killed = temp.resolve("killed");
        // an error at step 3, after the checkpoint of step 2: step 3 is made again
        assertThatThrownBy(() -> Trainer.train(tiny.request(killed, settings, false), new StopAfter(3, new Killed())))
                .isInstanceOf(Killed.class);
        // what a kill in the middle of writing leaves
        Files.writeString(killed.resolve("checkpoints/.step-000000004.safetensors.part"), "cut off");
        Trainer.train(tiny.request(killed, settings, true), new StopAfter(4));
        assertThat(Files.mismatch(
                        straight.resolve("model/weights.safetensors"), killed.resolve("model/weights.safetensors")))
                .isEqualTo(-1);
        assertThat(Files.readAllLines(killed.resolve("losses.csv")))
                .extracting(line -> line.split(",", -1)[0])
                .containsExactly("step", "1", "2", "3", "4");
    }

    @Test
    void replicasEndWithTheSameBitsHoweverTheirThreadsRun() throws IOException {
        String settings = "iterations: 4\nreplicas: 2\ndilation_calls: 8\nperiods: {log: 1, checkpoint: 2}\n";
        assertEndsWithTheSameBits(settings, 4, 2, UnaryOperator.identity());
    }

    @Test
    void enlargedPicturesAndDrawnNamesAreTheSameAfterAStop() throws IOException {
        String settings = "iterations: 4\ninput_scale: 2\ndraw_names: true\nperiods: {log: 1, checkpoint: 2}\n";
        Path stopped = assertEndsWithTheSameBits(settings, 4, 2, UnaryOperator.identity());
        assertThat(ModelDirectory.open(stopped.resolve("model")).config().inputScale())
                .hasValue(2);
        // names do make a difference
        Path all = temp.resolve("all");
        Trainer.train(tiny.request(all, settings.replace("draw_names: true\n", ""), false), new StopAfter(4));
        assertThat(Files.mismatch(
                        all.resolve("model/weights.safetensors"), stopped.resolve("model/weights.safetensors")))
                .isNotEqualTo(-1);
    }

    @Test
    void moreQueriesAreTheSameAfterAStopAndInTheModelAsIsTheDatasResolution() throws IOException {
        int before = tiny.start().config().architecture().decoder().queries();
        String settings = "iterations: 4\nqueries: %d\nground_resolution: 0.3\nperiods: {log: 1, checkpoint: 2}\n"
                .formatted(before + 5);
        Path stopped = assertEndsWithTheSameBits(settings, 4, 2, UnaryOperator.identity());
        ModelConfig config = ModelDirectory.open(stopped.resolve("model")).config();
        assertThat(config.architecture().decoder().queries()).isEqualTo(before + 5);
        assertThat(config.maxInstances()).isGreaterThanOrEqualTo(before + 5);
        assertThat(config.groundResolution()).hasValue(0.3);
        assertThatThrownBy(() -> Trainer.train(
                        tiny.request(
                                temp.resolve("fewer"),
                                settings.replace("queries: " + (before + 5), "queries: 1"),
                                false),
                        new StopAfter(4)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("queries must be at least the initial model's %d, not 1".formatted(before));
    }

    @Test
    void captionsAreLearnedBesidesAndTheSameAfterAStop() throws IOException {
        String settings = """
                iterations: 4
                replicas: 2
                freeze_towers: false
                captions: {weight: 1, batch: 4, scenes: 24}
                periods: {log: 1, checkpoint: 2}
                """;
        Path stopped = assertEndsWithTheSameBits(settings, 4, 2, UnaryOperator.identity());
        assertThat(Files.readAllLines(stopped.resolve("losses.csv")).get(0)).contains(",captions,");
        Path without = temp.resolve("without");
        Trainer.train(tiny.request(without, settings.replace("weight: 1", "weight: 0"), false), new StopAfter(4));
        assertThat(Files.readAllLines(without.resolve("losses.csv")).get(0)).doesNotContain("captions");
        assertThat(Files.mismatch(
                        without.resolve("model/weights.safetensors"), stopped.resolve("model/weights.safetensors")))
                .isNotEqualTo(-1);
    }

    @Test
    void aPictureWithoutObjectsIsNoReasonToDiffer() throws IOException {
        // the step after the resume teaches masks nothing
        String settings = "iterations: 4\ndropout: 0\nperiods: {log: 1, checkpoint: 2}\n";
        assertEndsWithTheSameBits(settings, 4, 2, request -> emptyAfter(2, request));
    }

    private static TrainingRequest emptyAfter(int steps, TrainingRequest request) {
        TrainingData blocks = request.data();
        TrainingData data = new TrainingData() {
            @Override
            public List<ClassName> classes() {
                return blocks.classes();
            }

            @Override
            public String fingerprint() {
                return blocks.fingerprint();
            }

            @Override
            public TrainingSample sample(long place) {
                TrainingSample sample = blocks.sample(place);
                return place < 2L * steps ? sample : new TrainingSample(sample.image(), List.of());
            }
        };
        return new TrainingRequest(
                request.start(), request.settings(), data, request.validation(), request.out(), request.resume());
    }

    @Test
    void otherSettingsDoNotResume() {
        Path out = temp.resolve("run");
        Trainer.train(tiny.request(out, "iterations: 1\n", false), new StopAfter(1));
        assertThatThrownBy(() -> Trainer.train(tiny.request(out, "iterations: 1\n", false), new StopAfter(1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("holds a training already");
        assertThatThrownBy(() -> Trainer.train(
                        tiny.request(out, "iterations: 2\nseed: 2\nweight_decay: 0.1\n", true), new StopAfter(2)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("can't be resumed with other settings: seed was 1 and is 2;"
                        + " weight_decay was 0.05 and is 0.1");
    }

    /** Ends a program where nothing can be cleaned up. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
