package org.scorewps.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.scenes.SceneGenerator;
import org.scorewps.engine.scenes.SceneSplit;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.vocabulary.ClassName;

@Tag("slow")
class SceneTrainingDataTest {
    @Test
    void aPlaceAlwaysHasTheSameScene() {
        SceneTrainingData data = data(0.2, 50);
        TrainingSample later = data.sample(7);
        assertThat(data.sample(3)).isEqualTo(data(0.2, 50).sample(3)).isNotEqualTo(later);
        assertThat(data.sample(7)).isEqualTo(later);
        assertThat(data.fingerprint())
                .isEqualTo(data(0.2, 50).fingerprint())
                .isNotEqualTo(data(0.2, 51).fingerprint());
    }

    @Test
    void scenesAreThoseOfTheGenerator() {
        TrainingSample sample = data(0, 1000).sample(0);
        assertThat(LongStream.range(0, 16).mapToObj(i -> SceneGenerator.generate(3, i, 64, SceneSplit.BASE)))
                .anySatisfy(scene -> {
                    assertThat(scene.image()).isEqualTo(sample.image());
                    assertThat(scene.objects()).hasSameSizeAs(sample.objects());
                    for (int i = 0; i < scene.objects().size(); i++) {
                        assertThat(sample.objects().get(i).classIndex())
                                .isEqualTo(scene.objects().get(i).classIndex());
                        assertThat(sample.objects().get(i).mask().cardinality())
                                .isEqualTo(scene.objects().get(i).mask().area());
                    }
                });
    }

    @Test
    void rareClassesComeMoreOften() {
        RepeatFactors factors = new RepeatFactors(
                3,
                List.of(Set.of(0), Set.of(0), Set.of(0, 1), Set.of(0), Set.of(0), Set.of(0), Set.of(0, 1), Set.of(0)),
                0.5,
                Set.of());
        // of 8 pictures 8 show the first class, 2 the second and none the third, which counts as 1: sqrt(0.5 * 8 / n)
        assertThat(factors.probability(Set.of(0))).isEqualTo(0.5);
        assertThat(factors.probability(Set.of(0, 1))).isEqualTo(Math.sqrt(2) / 2);
        assertThat(factors.probability(Set.of(1, 2))).isEqualTo(1);
        assertThat(factors.probability(Set.of())).isEqualTo(0.5);
    }

    @Test
    void hardClassesComeEightTimesAsOftenAsFrequentOnes() {
        RepeatFactors factors = new RepeatFactors(2, List.of(Set.of(0, 1), Set.of(0, 1)), 0.5, Set.of(1));
        assertThat(factors.probability(Set.of(0, 1))).isEqualTo(1);
        assertThat(factors.probability(Set.of(0))).isEqualTo(0.125);
        // a car is in most of the scenes, a bridge in one of twenty
        List<String> hard = List.of("road bridge");
        assertThat(showing(SceneClass.BRIDGE, hard)).isGreaterThan(3 * showing(SceneClass.BRIDGE, List.of()));
        assertThat(source(0, hard, 9)).isNotEqualTo(source(0, List.of(), 9));
        assertThat(new SceneTrainingData(source(0, hard, 9), List.of(), List.of()).fingerprint())
                .isNotEqualTo(data(0, 9).fingerprint());
    }

    private static long showing(SceneClass kind, List<String> hard) {
        SceneTrainingData data = new SceneTrainingData(source(0, hard, 200), List.of(), List.of());
        int index = data.classes().indexOf(kind.names());
        return LongStream.range(0, 200)
                .mapToObj(data::sample)
                .filter(sample -> sample.objects().stream().anyMatch(object -> object.classIndex() == index))
                .count();
    }

    @Test
    void hardClassesMustBeLearned() {
        assertThatThrownBy(() -> new SceneTrainingData(source(0, List.of("church"), 9), List.of(), List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("hard: \"church\" is none of the classes that are learned: ship, airplane, ");
        assertThatThrownBy(() -> new SceneTrainingData(source(0, List.of("boat"), 9), List.of(), List.of("ship")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("hard: \"boat\" is none of the classes that are learned: airplane, ");
    }

    @Test
    void crowdedScenesArePassedOver() {
        SceneTrainingData data = data(0.2, 20);
        assertThat(LongStream.range(0, 30).mapToObj(data::sample))
                .allSatisfy(sample -> assertThat(sample.objects()).hasSizeBetween(1, 20));
    }

    @Test
    void classesAreTheBaseOnesUnlessSomeAreLeftOut() {
        List<String> base = List.of(SceneClass.values()).stream()
                .filter(kind -> !kind.novel())
                .map(SceneClass::label)
                .collect(Collectors.toList());
        assertThat(data(0, 9).classes()).extracting(ClassName::name).containsExactlyElementsOf(base);
        SceneTrainingData without = new SceneTrainingData(source(0, 9), List.of(), List.of("ship", "car"));
        base.removeAll(List.of("ship", "small vehicle"));
        assertThat(without.classes()).extracting(ClassName::name).containsExactlyElementsOf(base);
        assertThatThrownBy(() -> new SceneTrainingData(source(0, 9), List.of(), List.of("church")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("\"church\" is to be left out and is no category");
    }

    private static SceneSource source(double rare, int mostObjects) {
        return source(rare, List.of(), mostObjects);
    }

    private static SceneSource source(double rare, List<String> hard, int mostObjects) {
        return new SceneSource(3, 64, false, rare, hard, mostObjects, SceneGenerator.COARSEST);
    }

    private static SceneTrainingData data(double rare, int mostObjects) {
        return new SceneTrainingData(source(rare, mostObjects), List.of(), List.of());
    }
}
