package org.scorewps.engine.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.scenes.catalog.LookAlike;
import org.scorewps.engine.scenes.catalog.SceneClass;

@Tag("slow")
class SceneGeneratorTest {
    private static final long SEED = 7;
    private static final int SIZE = 128;

    @Test
    void resolutionsHaveALimit() {
        assertThat(LongStream.range(0, 40).mapToObj(i -> SceneGenerator.generate(SEED, i, SIZE, SceneSplit.ALL, 0.4)))
                .allMatch(scene ->
                        scene.groundResolution() <= Math.max(0.4, scene.type().finest()));
        assertThat(LongStream.range(0, 40)
                        .mapToObj(i -> SceneGenerator.generate(SEED, i, SIZE).groundResolution()))
                .anyMatch(resolution -> resolution > 0.4)
                .allMatch(resolution -> resolution <= SceneGenerator.COARSEST);
    }

    @Test
    void equalSeedsGiveEqualBytesInAnyOrderAndOnAnyThread() {
        List<GeneratedScene> forward = LongStream.range(0, 24)
                .mapToObj(i -> SceneGenerator.generate(SEED, i, SIZE))
                .toList();
        List<GeneratedScene> parallel = LongStream.range(0, 24)
                .parallel()
                .mapToObj(i -> SceneGenerator.generate(SEED, i, SIZE))
                .toList();
        assertThat(parallel).isEqualTo(forward);
        assertThat(SceneGenerator.generate(SEED + 1, 0, SIZE).image())
                .isNotEqualTo(forward.get(0).image());
    }

    @Test
    void eachObjectIsVisibleAndNoneOverlapButASoccerFieldWithItsTrack() {
        for (int i = 0; i < 60; i++) {
            GeneratedScene scene = SceneGenerator.generate(SEED, i, SIZE);
            int[] owners = new int[SIZE * SIZE];
            for (SceneObject object : scene.objects()) {
                assertThat(object.mask().width()).isEqualTo(SIZE);
                assertThat(object.mask().height()).isEqualTo(SIZE);
                assertThat(object.mask().area()).isGreaterThanOrEqualTo(VisibleObjects.MIN_PIXELS);
                if (object.kind() != SceneClass.SOCCER_FIELD) {
                    byte[] columns = object.mask().columns();
                    for (int at = 0; at < columns.length; at++) {
                        owners[at] += columns[at];
                    }
                }
            }
            assertThat(Arrays.stream(owners).max().orElseThrow()).isLessThan(2);
        }
    }

    @Test
    void aTrackIsAllThatItsOvalHoldsAlsoWhereASoccerFieldLiesInIt() {
        int fields = 0;
        for (int i = 0; i < 600; i++) {
            List<SceneObject> objects = SceneGenerator.generate(SEED, i, SIZE).objects();
            for (int k = 0; k < objects.size(); k++) {
                SceneObject field = objects.get(k);
                List<SceneObject> around = objects.subList(0, k).stream()
                        .filter(earlier -> common(field, earlier) > 0)
                        .toList();
                if (!around.isEmpty()) {
                    assertThat(field.kind()).isEqualTo(SceneClass.SOCCER_FIELD);
                    assertThat(around).singleElement().satisfies(track -> {
                        assertThat(track.kind()).isEqualTo(SceneClass.RUNNING_TRACK);
                        assertThat(common(field, track)).isEqualTo(field.mask().area());
                    });
                    fields++;
                }
            }
        }
        assertThat(fields).isPositive();
    }

    private static long common(SceneObject one, SceneObject other) {
        byte[] first = one.mask().columns();
        byte[] second = other.mask().columns();
        return IntStream.range(0, first.length)
                .filter(at -> first[at] + second[at] == 2)
                .count();
    }

    @Test
    void allClassesAndBothSidesOfEachPairAppear() {
        Set<SceneClass> classes = EnumSet.noneOf(SceneClass.class);
        Set<SceneClass> paired = EnumSet.noneOf(SceneClass.class);
        Set<LookAlike> pairs = EnumSet.noneOf(LookAlike.class);
        for (int i = 0; i < 500; i++) {
            for (SceneObject object : SceneGenerator.generate(SEED, i, SIZE).objects()) {
                classes.add(object.kind());
                object.lookAlike().ifPresent(pair -> {
                    pairs.add(pair);
                    paired.add(object.kind());
                });
            }
        }
        assertThat(SceneClass.values()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(classes).containsExactly(SceneClass.values());
        assertThat(pairs).containsExactly(LookAlike.values());
        assertThat(paired).hasSize(2 * LookAlike.values().length);
    }

    @Test
    void picturesSmallerThanABlockShowWholeRoundaboutsToo() {
        int size = 192;
        assertThat(LongStream.range(0, 300)
                        .parallel()
                        .mapToObj(i -> SceneGenerator.generate(SEED, i, size, SceneSplit.ALL, 0.5))
                        .flatMap(scene -> scene.objects().stream())
                        .filter(object -> object.kind() == SceneClass.ROUNDABOUT)
                        .map(object -> object.mask().boundingBox()))
                .anyMatch(box ->
                        box.x() > 0 && box.y() > 0 && box.x() + box.width() < size && box.y() + box.height() < size);
    }

    @Test
    void scenesForTrainingShowNoNovelClass() {
        assertThat(IntStream.range(0, 150)
                        .boxed()
                        .flatMap(i -> SceneGenerator.generate(SEED, i, SIZE, SceneSplit.BASE).objects().stream())
                        .map(SceneObject::kind))
                .isNotEmpty()
                .noneMatch(SceneClass::novel);
    }

    @Test
    void captionsNameTheSceneAndItsObjects() {
        GeneratedScene scene = SceneGenerator.generate(SEED, 3, SIZE);
        assertThat(scene.captions())
                .isNotEmpty()
                .allMatch(text -> text.contains(scene.type().label()) && text.endsWith("."));
        assertThat(scene.groundResolution())
                .isBetween(scene.type().finest(), scene.type().coarsest());
    }

    @Test
    void sizesOutsideOfTheLimitsAreNamed() {
        assertThatThrownBy(() -> SceneGenerator.generate(SEED, 0, 64, SceneSplit.ALL, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("coarsest");
        assertThatThrownBy(() -> SceneGenerator.generate(SEED, 0, 8))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("8 pixels")
                .hasMessageContaining("32");
    }
}
