package org.scorewps.engine.training.data;

import java.util.List;
import org.scorewps.engine.ImageTile;

/**
 * One picture with its objects.
 *
 * @param image its pixels
 * @param objects the objects, each with a mask of the picture's size
 */
public record TrainingSample(ImageTile image, List<TrainingObject> objects) {
    /** Copies the list. */
    public TrainingSample {
        objects = List.copyOf(objects);
    }
}
