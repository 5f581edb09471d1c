package org.scorewps.engine.training.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.scorewps.engine.scenes.GeneratedScene;
import org.scorewps.engine.scenes.SceneGenerator;
import org.scorewps.engine.scenes.SceneObject;
import org.scorewps.engine.scenes.SceneSplit;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.training.SeededNumbers;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * Windows of generated scenes with captions, as many of each class. They show all classes, those too that are held out of
 * learning masks: pictures and their words are what CLIP's own training has. What a step gets follows from the seed and the
 * step.
 */
public final class CaptionedWindows {
    /** Added to the seed: they are of other scenes than masks are learned from. */
    private static final long SEED = 2_000_003;

    private static final int SCENE_SIDE = 192;
    private static final int ROUND = 256;
    private static final int ENOUGH = 96;
    private static final int KEPT = 256;
    private static final int OF_SCENE = 2;

    private final long seed;
    private final Map<SceneClass, List<CaptionedWindow>> windows = new EnumMap<>(SceneClass.class);
    private final List<SceneClass> kinds;

    /**
     * Cuts them, which takes a second for some sixty scenes on a processor core.
     *
     * @param coarsest of the scenes, metres a pixel
     * @param scenes so many scenes at most; fewer are enough where all classes are seen often
     */
    public CaptionedWindows(long seed, double coarsest, int scenes) {
        this.seed = seed + SEED;
        for (long first = 0; first < scenes && !enough(); first += ROUND) {
            LongStream.range(first, Math.min(scenes, first + ROUND))
                    .parallel()
                    .mapToObj(i -> of(i, coarsest))
                    .toList()
                    .forEach(found -> found.forEach((kind, some) -> keep(kind, some)));
        }
        kinds = List.copyOf(windows.keySet());
    }

    private boolean enough() {
        return windows.size() == SceneClass.values().length
                && windows.values().stream().allMatch(some -> some.size() >= ENOUGH);
    }

    private void keep(SceneClass kind, List<CaptionedWindow> some) {
        List<CaptionedWindow> kept = windows.computeIfAbsent(kind, unseen -> new ArrayList<>());
        some.stream().limit(KEPT - kept.size()).forEach(kept::add);
    }

    private Map<SceneClass, List<CaptionedWindow>> of(long index, double coarsest) {
        GeneratedScene scene = SceneGenerator.generate(seed, index, SCENE_SIDE, SceneSplit.ALL, coarsest);
        SeededNumbers random = SeededNumbers.of(seed, SeededNumbers.Purpose.CAPTIONS, -1 - index);
        Map<SceneClass, List<CaptionedWindow>> found = new EnumMap<>(SceneClass.class);
        for (SceneObject object : scene.objects()) {
            List<CaptionedWindow> some = found.computeIfAbsent(object.kind(), unseen -> new ArrayList<>());
            if (some.size() < OF_SCENE) {
                some.add(CaptionedWindow.around(scene.image(), object, random));
            }
        }
        return found;
    }

    /** The classes that captions name, by all their names. */
    public static Vocabulary vocabulary() {
        return SceneClass.vocabulary();
    }

    /**
     * Windows of different classes, so far as there are as many.
     *
     * @param count how many
     * @param index of the batch, from 0
     */
    public List<CaptionedWindow> batch(int count, long index) {
        SeededNumbers random = SeededNumbers.of(seed, SeededNumbers.Purpose.CAPTIONS, index);
        List<SceneClass> order = new ArrayList<>(kinds);
        List<CaptionedWindow> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int place = i % order.size();
            int other = place + random.below(order.size() - place);
            SceneClass kind = order.get(other);
            order.set(other, order.get(place));
            order.set(place, kind);
            List<CaptionedWindow> some = windows.get(kind);
            chosen.add(some.get(random.below(some.size()))
                    .turned(new Orientation(random.below(4), random.below(2) == 1, random.below(2) == 1)));
        }
        return chosen;
    }
}
