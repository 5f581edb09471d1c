package org.scorewps.engine.evaluation;

import com.google.gson.stream.JsonWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

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
            CocoCategory category = categories.get(one.category());
            id("image_id", image.id(), image.textId());
            id("category_id", category.id(), category.textId());
            json.name("segmentation").beginObject();
            json.name("size").beginArray();
            json.value(one.mask().height()).value(one.mask().width()).endArray();
            json.name("counts").value(one.mask().compressed()).endObject();
            json.name("score").value(one.score());
            json.endObject();
        }
    }

    private void id(String name, long number, Optional<String> text) throws IOException {
        json.name(name);
        if (text.isPresent()) {
            json.value(text.get());
        } else {
            json.value(number);
        }
    }

    /** Ends the list. */
    @Override
    public void close() throws IOException {
        json.endArray();
        json.close();
    }
}
