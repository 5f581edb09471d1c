package org.scorewps.engine.evaluation;

import com.google.gson.stream.JsonWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Predictions in COCO's format of results: a list of objects with {@code image_id}, {@code category_id}, {@code
 * segmentation} (compressed run lengths) and {@code score}, as {@code COCO.loadRes} of pycocotools reads it.
 */
public final class CocoResults implements Closeable {
    private final JsonWriter json;
    private final List<CocoCategory> categories;

    /**
     * Begins the list.
     *
     * @param categories of the data set, in the order that predictions count them
     * @param out closed with this
     */
    public CocoResults(List<CocoCategory> categories, Writer out) throws IOException {
        this.categories = List.copyOf(categories);
        json = new JsonWriter(out);
        json.beginArray();
    }

    /** Adds what was found on a picture. */
    public void add(CocoImage image, List<Prediction> predictions) throws IOException {
        for (Prediction one : predictions) {
            json.beginObject();
            json.name("image_id").value(image.id());
            json.name("category_id").value(categories.get(one.category()).id());
            json.name("segmentation").beginObject();
            json.name("size").beginArray();
            json.value(one.mask().height()).value(one.mask().width()).endArray();
            json.name("counts").value(one.mask().compressed()).endObject();
            json.name("score").value(one.score());
            json.endObject();
        }
    }

    /** Ends the list. */
    @Override
    public void close() throws IOException {
        json.endArray();
        json.close();
    }
}
