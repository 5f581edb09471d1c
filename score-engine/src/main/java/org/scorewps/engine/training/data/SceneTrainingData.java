package org.scorewps.engine.training.data;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.evaluation.CocoCategory;
import org.scorewps.engine.scenes.GeneratedScene;
import org.scorewps.engine.scenes.SceneGenerator;
import org.scorewps.engine.scenes.SceneSplit;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.training.SeededNumbers;
import org.scorewps.engine.vocabulary.ClassName;

/** Scenes generated on the way, no two the same. They show the base classes only; scenes with rare ones come more often. */
public final class SceneTrainingData implements TrainingData {
    /** Scenes drawn for one place, at most. */
    private static final int DRAWS = 16;

    /** Scenes in which classes are counted. */
    private static final int SURVEY = 256;

    private final SceneSource source;
    private final ClassMapping mapping;
    private final RepeatFactors factors;

    /**
     * Counts the classes of some scenes first, which takes some seconds.
     *
     * @param wanted the classes, each with synonyms after commas; when empty the base classes that aren't left out
     * @param leftOut names of classes whose objects are not learned
     * @throws org.scorewps.engine.InvalidInputException when a name is no class of scenes, or of those that are hard none that is learned
     */
    public SceneTrainingData(SceneSource source, List<String> wanted, List<String> leftOut) {
        this.source = source;
        mapping = ClassMapping.of(categories(), wanted, leftOut);
        // places before 0 are never learned from
        Set<Integer> hard = source.hard().stream().map(this::index).collect(Collectors.toSet());
        List<Set<Integer>> survey = source.rare() == 0
                ? List.of()
                : LongStream.rangeClosed(1, SURVEY)
                        .parallel()
                        .mapToObj(i -> shown(scene(-i)))
                        .toList();
        factors = new RepeatFactors(mapping.classes().size(), survey, source.rare(), hard);
    }

    private int index(String name) {
        return IntStream.range(0, mapping.classes().size())
                .filter(i -> mapping.classes().get(i).names().contains(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "hard: \"%s\" is none of the classes that are learned: %s".formatted(name, classNames())));
    }

    private String classNames() {
        return mapping.classes().stream().map(ClassName::name).collect(Collectors.joining(", "));
    }

    /** Base classes in their order; they come before the novel ones. */
    private static List<CocoCategory> categories() {
        List<SceneClass> kinds = Arrays.asList(SceneClass.values());
        return IntStream.range(0, kinds.size())
                .filter(i -> !kinds.get(i).novel())
                .mapToObj(i -> new CocoCategory(
                        i, String.join(",", kinds.get(i).names().names())))
                .toList();
    }

    private GeneratedScene scene(long index) {
        return SceneGenerator.generate(source.seed(), index, source.size(), SceneSplit.BASE, source.coarsest());
    }

    private Set<Integer> shown(GeneratedScene scene) {
        return scene.objects().stream()
                .map(object -> mapping.ofCategory().get(object.classIndex()))
                .filter(index -> index != ClassMapping.LEFT_OUT)
                .collect(Collectors.toSet());
    }

    @Override
    public List<ClassName> classes() {
        return mapping.classes();
    }

    @Override
    public String fingerprint() {
        return "generated scenes, seed %d, %d pixels, rare %s%s, at most %d objects, %s m a pixel"
                .formatted(
                        source.seed(),
                        source.size(),
                        source.rare(),
                        source.hard().isEmpty() ? "" : ", hard " + source.hard(),
                        source.mostObjects(),
                        source.coarsest());
    }

    @Override
    public TrainingSample sample(long place) {
        GeneratedScene scene = scene(place * DRAWS);
        for (int draw = 1; draw < DRAWS && !taken(scene, place * DRAWS + draw); draw++) {
            scene = scene(place * DRAWS + draw);
        }
        return new TrainingSample(
                scene.image(),
                scene.objects().stream()
                        .filter(object -> mapping.ofCategory().get(object.classIndex()) != ClassMapping.LEFT_OUT)
                        .map(object -> new TrainingObject(
                                mapping.ofCategory().get(object.classIndex()), MaskBits.of(object.mask())))
                        .toList());
    }

    private boolean taken(GeneratedScene scene, long index) {
        Set<Integer> shown = shown(scene);
        double number = SeededNumbers.of(source.seed(), SeededNumbers.Purpose.ORDER, index)
                .uniform();
        return !shown.isEmpty()
                && scene.objects().size() <= source.mostObjects()
                && number < factors.probability(shown);
    }
}
