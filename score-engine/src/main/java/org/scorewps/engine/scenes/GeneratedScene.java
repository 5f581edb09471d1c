package org.scorewps.engine.scenes;

import java.util.List;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.scenes.catalog.SceneType;

/**
 * A generated picture and all that is known of it.
 *
 * @param type what it shows mainly
 * @param image the picture
 * @param objects the instances, in drawing order; a pixel belongs to at most one, but for a soccer field's on a running track
 * @param captions sentences that describe it
 * @param groundResolution metres a pixel
 */
public record GeneratedScene(
        SceneType type, ImageTile image, List<SceneObject> objects, List<String> captions, double groundResolution) {
    /** Copies the lists. */
    public GeneratedScene {
        objects = List.copyOf(objects);
        captions = List.copyOf(captions);
    }
}
