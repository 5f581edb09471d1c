package org.scorewps.engine.training.pretraining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.scenes.GeneratedScene;
import org.scorewps.engine.scenes.SceneGenerator;
import org.scorewps.engine.scenes.SceneSplit;
import org.scorewps.engine.scenes.catalog.SceneClass;

/**
 * Endless batches of captioned pictures from generated scenes. A batch has a picture of each class that was seen till
 * then, so that rare classes count like common ones and no two captions name the same thing, and some whole scenes.
 * Batches depend on the seed only, though scenes are made ahead by another thread.
 */
final class ScenePictures implements AutoCloseable {
    private static final int SCENE_SIDE = 256;
    private static final int SCENES = 8;
    private static final int BATCHES_AHEAD = 3;
    private static final int KEPT = 32;

    private final long seed;
    private final List<String> templates;
    private final SplittableRandom random;
    private final ExecutorService maker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "scenes");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Future<List<Made>>> ahead = new ArrayDeque<>();
    private final Map<SceneClass, Deque<ImageTile>> crops = new EnumMap<>(SceneClass.class);
    private long next;

    private record Made(CaptionedPicture whole, Map<SceneClass, ImageTile> crops) {}

    /**
     * A source of batches.
     *
     * @param templates of captions, with a place {@code {}} for a name
     */
    ScenePictures(long seed, List<String> templates) {
        this.seed = seed;
        this.templates = templates;
        random = new SplittableRandom(seed);
        for (int i = 0; i < BATCHES_AHEAD; i++) {
            order();
        }
    }

    /** The next batch. */
    List<CaptionedPicture> next() {
        order();
        List<CaptionedPicture> batch = new ArrayList<>();
        for (Made made : await(ahead.remove())) {
            if (batch.stream().noneMatch(other -> other.caption().equals(made.whole.caption()))) {
                batch.add(made.whole);
            }
            made.crops.forEach(this::keep);
        }
        crops.forEach((kind, pictures) -> {
            ImageTile picture = List.copyOf(pictures).get(random.nextInt(pictures.size()));
            List<String> names = kind.names().names();
            String name = names.get(random.nextInt(names.size()));
            String template = templates.get(random.nextInt(templates.size()));
            batch.add(new CaptionedPicture(picture, template.replace("{}", name)));
        });
        return batch;
    }

    @Override
    public void close() {
        maker.shutdownNow();
    }

    private void keep(SceneClass kind, ImageTile picture) {
        Deque<ImageTile> pictures = crops.computeIfAbsent(kind, unseen -> new ArrayDeque<>());
        pictures.add(picture);
        if (pictures.size() > KEPT) {
            pictures.remove();
        }
    }

    private void order() {
        long first = next;
        next += SCENES;
        ahead.add(maker.submit(() -> {
            List<Made> made = new ArrayList<>();
            for (long index = first; index < first + SCENES; index++) {
                made.add(make(index));
            }
            return made;
        }));
    }

    private Made make(long index) {
        GeneratedScene scene = SceneGenerator.generate(seed, index, SCENE_SIDE, SceneSplit.ALL);
        String caption = scene.captions().get(scene.captions().size() - 1);
        return new Made(
                new CaptionedPicture(SceneCrops.whole(scene), caption),
                SceneCrops.of(scene, new SplittableRandom(seed ^ index)));
    }

    private static List<Made> await(Future<List<Made>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while scenes were made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a scene can't be made", e.getCause());
        }
    }
}
