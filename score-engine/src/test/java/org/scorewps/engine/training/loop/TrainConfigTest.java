package org.scorewps.engine.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.model.Variant;
import org.scorewps.engine.training.LossSettings;

class TrainConfigTest {
    @TempDir
    private Path temp;

    @Test
    void theExampleIsTheDefault() throws IOException {
        assertThat(read(TrainConfig.example()))
                .isEqualTo(TrainConfig.defaults())
                .isEqualTo(read("# nothing\n"));
        assertThat(TrainConfig.defaults().losses()).isEqualTo(LossSettings.PUBLISHED);
        assertThat(TrainConfig.defaults().modelVariant()).isEqualTo(Variant.RELEASED);
    }

    @Test
    void oneKeyOfAGroupLeavesTheOthers() throws IOException {
        TrainConfig config = read("""
                learning_rate: 1.25e-5
                augmentation: {crop: 128}
                variant: paper
                ablation: {adaptation: concat}
                classes: ["ship", "car,truck"]
                """);
        assertThat(config.learningRate()).isEqualTo(1.25e-5);
        assertThat(config.augmentation().crop()).isEqualTo(128);
        assertThat(config.augmentation().maxScale()).isEqualTo(2);
        assertThat(config.modelVariant().adaptation()).isEqualTo(Variant.Adaptation.CONCAT);
        assertThat(config.modelVariant().integration()).isEqualTo(Variant.Integration.PAPER);
        assertThat(config.classes()).containsExactly("ship", "car,truck");
    }

    @Test
    void eachPartOfTheNetworkCanBeSwitchedOff() throws IOException {
        for (TrainConfig.Formula formula : List.of(TrainConfig.Formula.RELEASED, TrainConfig.Formula.PAPER)) {
            String variant = "variant: " + formula.name().toLowerCase(Locale.ROOT) + "\n";
            Variant both = read(variant).modelVariant();
            Variant integration = read(variant + "ablation: {adaptation: none}").modelVariant();
            Variant adaptation = read(variant + "ablation: {integration: none}").modelVariant();
            assertThat(integration.integration()).isEqualTo(both.integration());
            assertThat(integration.adaptation()).isEqualTo(Variant.Adaptation.NONE);
            assertThat(adaptation.adaptation()).isEqualTo(both.adaptation());
            assertThat(adaptation.integrates()).isFalse();
            assertThat(adaptation.dilates()).isFalse();
        }
        assertThat(read("variant: baseline").modelVariant()).isEqualTo(Variant.BASELINE);
    }

    @Test
    void everyProblemIsNamedInOneMessage() {
        assertBad("batch_size: 5\nreplicas: 2", "batch_size must be a multiple of replicas, not 5 with 2");
        assertBad("captions: {batch: 5}\nreplicas: 2", "captions.batch must be a multiple of replicas, not 5 with 2");
        assertBad(
                "captions: {weight: 1}",
                "captions.weight must be 0 where freeze_towers is true: only a tower that learns can learn captions");
        assertBad("batchsize: 4\nthreads: many\nlosses: {points: 1.5, pionts: 3}", """
                losses.points must be a whole number, not 1.5; losses.pionts is unknown; threads must be a number;\
                 batchsize is unknown""");
        assertBad(
                "batch_size: 0\ndropout: 1\nlearning_rate: -0.1\nlosses: {importance: 2}",
                "batch_size must be 1 to 1024, not 0; learning_rate must be 2.2250738585072014E-308 to 1, not -0.1;"
                        + " dropout must be 0 to 0.9, not 1; losses.importance must be 0 to 1, not 2");
        assertBad("learning_rate: .nan", "learning_rate must be a finite number");
        assertBad("schedule: {kind: linear}", "schedule.kind must be one of constant, steps, cosine");
        assertBad("schedule: {kind: steps}", "schedule. steps must name an iteration where kind is steps");
        assertBad("augmentation: {crop: 100}", "augmentation. crop must be a multiple of 32 up to 4096, not 100");
    }

    @Test
    void whatIsNoSettingsFileIsRefused() {
        assertBad("- 1", "holds no YAML mapping of names to values");
        assertThatThrownBy(() -> read("a: 1\na: 2")).hasMessageContaining("not valid YAML");
        assertThatThrownBy(() -> read("a: !!java.lang.ProcessBuilder [x]")).hasMessageContaining("not valid YAML");
        assertThatThrownBy(() -> TrainConfig.read(temp.resolve("none.yaml")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("there is no such file");
    }

    @Test
    void theLearningRateRisesAndFalls() {
        LearningRateSchedule steps =
                new LearningRateSchedule(10, 0.1, LearningRateSchedule.Kind.STEPS, List.of(50, 80), 0.1);
        assertThat(steps.at(0, 100)).isEqualTo(0.1);
        assertThat(steps.at(5, 100)).isCloseTo(0.55, within(1e-12));
        assertThat(steps.at(49, 100)).isEqualTo(1);
        assertThat(steps.at(50, 100)).isCloseTo(0.1, within(1e-12));
        assertThat(steps.at(99, 100)).isCloseTo(0.01, within(1e-12));
        LearningRateSchedule cosine = new LearningRateSchedule(0, 1, LearningRateSchedule.Kind.COSINE, List.of(), 0.1);
        assertThat(cosine.at(0, 100)).isEqualTo(1);
        assertThat(cosine.at(50, 100)).isCloseTo(0.5, within(1e-12));
        assertThat(cosine.at(99, 100)).isBetween(0.0, 0.001);
    }

    private TrainConfig read(String text) throws IOException {
        return TrainConfig.read(Files.writeString(temp.resolve("score.yaml"), text));
    }

    private void assertBad(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(temp.resolve("score.yaml") + ": " + problem);
    }
}
