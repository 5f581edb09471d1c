package org.scorewps.engine.scenes;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scorewps.engine.evaluation.RunLengthMask;
import org.scorewps.engine.scenes.catalog.SceneClass;

/**
 * COCO files of generated scenes. Beside COCO's own fields a category has {@code synonyms} and {@code split} (base or
 * novel), an image has {@code captions}, {@code scene_type} and {@code ground_resolution}, and an annotation of a
 * look-alike has {@code look_alike}, the name of its pair. Category ids are 1 plus the class's index, also of classes
 * that the scenes don't show.
 */
public final class SceneAnnotations {
    private SceneAnnotations() {}

    /**
     * What a scene contributes to the files.
     *
     * @param id the image's id, 1 or more
     * @param fileName of the image, relative to the folder of the images, as COCO has it
     * @param size width and height, pixels
     * @param scene the scene's description; its picture isn't needed any more
     */
    public record Entry(long id, String fileName, int size, Description scene) {}

    /**
     * A scene without its picture.
     *
     * @param type name of the scene type
     * @param objects the instances
     * @param captions sentences
     * @param groundResolution metres a pixel
     */
    public record Description(String type, List<SceneObject> objects, List<String> captions, double groundResolution) {
        /** Copies the lists. */
        public Description {
            objects = List.copyOf(objects);
            captions = List.copyOf(captions);
        }

        /** Of a scene. */
        public static Description of(GeneratedScene scene) {
            return new Description(scene.type().label(), scene.objects(), scene.captions(), scene.groundResolution());
        }
    }

    /**
     * Writes the instances.
     *
     * @param description of the whole set
     * @param out not closed here
     */
    public static void writeInstances(String description, List<Entry> entries, Writer out) throws IOException {
        JsonWriter json = begin(description, entries, out);
        long id = 1;
        for (Entry entry : entries) {
            for (SceneObject object : entry.scene().objects()) {
                annotation(json, id++, entry.id(), object);
            }
        }
        json.endArray();
        json.name("categories").beginArray();
        List<SceneClass> classes = Arrays.asList(SceneClass.values());
        for (int i = 0; i < classes.size(); i++) {
            category(json, i + 1, classes.get(i));
        }
        json.endArray().endObject().flush();
    }

    /** Writes the captions, as COCO's captions files have them. */
    public static void writeCaptions(String description, List<Entry> entries, Writer out) throws IOException {
        JsonWriter json = begin(description, entries, out);
        long id = 1;
        for (Entry entry : entries) {
            for (String caption : entry.scene().captions()) {
                json.beginObject();
                json.name("id").value(id++);
                json.name("image_id").value(entry.id());
                json.name("caption").value(caption);
                json.endObject();
            }
        }
        json.endArray().endObject().flush();
    }

    /** What both files begin with; annotations follow. */
    private static JsonWriter begin(String description, List<Entry> entries, Writer out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.beginObject();
        json.name("info").beginObject().name("description").value(description).endObject();
        json.name("images").beginArray();
        for (Entry entry : entries) {
            image(json, entry);
        }
        json.endArray();
        json.name("annotations").beginArray();
        return json;
    }

    private static void image(JsonWriter json, Entry entry) throws IOException {
        json.beginObject();
        json.name("id").value(entry.id());
        json.name("file_name").value(entry.fileName());
        json.name("width").value(entry.size());
        json.name("height").value(entry.size());
        json.name("scene_type").value(entry.scene().type());
        json.name("ground_resolution").value(entry.scene().groundResolution());
        json.name("captions").beginArray();
        for (String caption : entry.scene().captions()) {
            json.value(caption);
        }
        json.endArray().endObject();
    }

    private static void annotation(JsonWriter json, long id, long image, SceneObject object) throws IOException {
        RunLengthMask mask = object.mask();
        RunLengthMask.Box box = mask.boundingBox();
        json.beginObject();
        json.name("id").value(id);
        json.name("image_id").value(image);
        json.name("category_id").value(object.classIndex() + 1L);
        json.name("iscrowd").value(0);
        json.name("area").value(mask.area());
        json.name("bbox").beginArray();
        json.value(box.x())
                .value(box.y())
                .value(box.width())
                .value(box.height())
                .endArray();
        json.name("segmentation").beginObject();
        json.name("size").beginArray().value(mask.height()).value(mask.width()).endArray();
        json.name("counts").value(mask.compressed()).endObject();
        if (object.lookAlike().isPresent()) {
            json.name("look_alike").value(object.lookAlike().get().name().toLowerCase(Locale.ROOT));
        }
        json.endObject();
    }

    private static void category(JsonWriter json, int id, SceneClass kind) throws IOException {
        List<String> names = kind.names().names();
        json.beginObject();
        json.name("id").value(id);
        json.name("name").value(kind.label());
        json.name("synonyms").beginArray();
        for (String synonym : names.subList(1, names.size())) {
            json.value(synonym);
        }
        json.endArray();
        json.name("split").value(kind.novel() ? "novel" : "base").endObject();
    }
}
