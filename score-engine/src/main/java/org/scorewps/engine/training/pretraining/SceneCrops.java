package org.scorewps.engine.training.pretraining;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.evaluation.RunLengthMask;
import org.scorewps.engine.network.image.BilinearResize;
import org.scorewps.engine.scenes.GeneratedScene;
import org.scorewps.engine.scenes.SceneObject;
import org.scorewps.engine.scenes.catalog.SceneClass;

/** Cuts pictures of single objects, with some of their surroundings, out of scenes: what a photograph's subject is. */
final class SceneCrops {
    /** Width and height of all pictures, pixels. */
    static final int SIDE = 128;

    /** An enlargement beyond this would show objects otherwise than whole tiles do. */
    private static final double MOST_ENLARGED = 3;
    /** Windows' sides as multiples of the object's longer one. */
    private static final double TIGHT = 1.2;

    private static final double WIDE = 2.6;
    /** How far off the middle an object may lie, as part of the window. */
    private static final double SHIFT = 0.15;

    private SceneCrops() {}

    /** The whole scene at the pictures' size. */
    static ImageTile whole(GeneratedScene scene) {
        return BilinearResize.resize(scene.image(), SIDE, SIDE);
    }

    /** A picture for each class of the scene, of one of its objects. */
    static Map<SceneClass, ImageTile> of(GeneratedScene scene, SplittableRandom random) {
        Map<SceneClass, SceneObject> chosen = new EnumMap<>(SceneClass.class);
        Map<SceneClass, Integer> seen = new EnumMap<>(SceneClass.class);
        for (SceneObject object : scene.objects()) {
            // the n-th object takes the place with probability 1/n: all are equally likely
            int count = seen.merge(object.kind(), 1, Integer::sum);
            if (random.nextInt(count) == 0) {
                chosen.put(object.kind(), object);
            }
        }
        Map<SceneClass, ImageTile> crops = new EnumMap<>(SceneClass.class);
        chosen.forEach((kind, object) ->
                crops.put(kind, crop(scene.image(), object.mask().boundingBox(), random)));
        return crops;
    }

    private static ImageTile crop(ImageTile image, RunLengthMask.Box box, SplittableRandom random) {
        double longer = Math.max(box.width(), box.height());
        double wanted = longer * random.nextDouble(TIGHT, WIDE);
        int limit = Math.min(image.width(), image.height());
        int side = (int) Math.min(limit, Math.max(SIDE / MOST_ENLARGED, wanted));
        int x = place(box.x() + box.width() / 2.0, side, image.width(), random);
        int y = place(box.y() + box.height() / 2.0, side, image.height(), random);
        return BilinearResize.resize(image.window(x, y, side, side), SIDE, SIDE);
    }

    private static int place(double middle, int side, int limit, SplittableRandom random) {
        double start = middle - side / 2.0 + side * random.nextDouble(-SHIFT, SHIFT);
        return (int) Math.max(0, Math.min(limit - side, Math.round(start)));
    }
}
