package org.scorewps.engine.scenes;

import java.util.List;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.scenes.catalog.SceneType;
import org.scorewps.engine.scenes.draw.Canvas;
import org.scorewps.engine.scenes.draw.Light;
import org.scorewps.engine.scenes.draw.SceneRandom;
import org.scorewps.engine.scenes.draw.Sensor;
import org.scorewps.engine.scenes.layout.SceneLayout;

/**
 * Makes aerial scenes with exact instance masks out of random numbers. A scene depends on the seed, its index, its size
 * and the split only: equal arguments give equal bytes, in any order and any number of threads.
 */
public final class SceneGenerator {
    /** Smallest side of a scene, pixels. */
    public static final int MIN_SIZE = 32;

    /** Largest side of a scene, pixels. */
    public static final int MAX_SIZE = 8192;

    /** No type of scene is shown at a coarser ground resolution, metres a pixel. */
    public static final double COARSEST = 2;

    private SceneGenerator() {}

    /** {@link #generate(long, long, int, SceneSplit)} with all classes. */
    public static GeneratedScene generate(long seed, long index, int size) {
        return generate(seed, index, size, SceneSplit.ALL);
    }

    /**
     * Makes a scene.
     *
     * @param seed of the whole set
     * @param index of the scene in the set
     * @param size width and height in pixels
     * @param split which classes are shown
     * @throws InvalidInputException when the size is outside of {@value #MIN_SIZE} to {@value #MAX_SIZE}
     */
    public static GeneratedScene generate(long seed, long index, int size, SceneSplit split) {
        return generate(seed, index, size, split, COARSEST);
    }

    /**
     * Makes a scene at a ground resolution that isn't coarser than wanted.
     *
     * @param coarsest metres a pixel; a type of scene whose finest resolution is coarser is shown at that one
     */
    public static GeneratedScene generate(long seed, long index, int size, SceneSplit split, double coarsest) {
        if (!(coarsest > 0)) {
            throw new InvalidInputException("the coarsest resolution must be positive, not " + coarsest);
        }
        if (size < MIN_SIZE || size > MAX_SIZE) {
            throw new InvalidInputException(
                    "a scene of %d pixels: its side must be %d to %d".formatted(size, MIN_SIZE, MAX_SIZE));
        }
        SceneRandom random = new SceneRandom(seed).fork(index);
        SceneType type = random.pick(List.of(SceneType.values()));
        double resolution =
                random.logRange(type.finest(), Math.max(type.finest(), Math.min(type.coarsest(), coarsest)));
        Light light = Light.random(random.fork(1));
        SceneLayout layout = new SceneLayout(type, random.fork(2), size * resolution);
        Canvas canvas = new Canvas(size, size, resolution, layout.middleX(), layout.middleY(), light);
        List<SceneObject> objects = VisibleObjects.of(canvas, layout.draw(canvas, split == SceneSplit.ALL));
        ImageTile image = Sensor.random(random.fork(3)).expose(canvas, random.fork(4));
        List<String> captions = Captions.of(type, objects, random.fork(5));
        return new GeneratedScene(type, image, objects, captions, resolution);
    }
}
