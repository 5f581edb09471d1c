package org.scorewps.engine.evaluation;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.scorewps.engine.InvalidInputException;

/**
 * Reads COCO's JSON in one pass: only what is kept is ever in memory. Entries that lack what they need are left out and
 * counted as problems; text that is no JSON ends the reading.
 */
final class CocoReader {
    private static final int MOST_ENTRIES = 20_000_000;

    private final Path file;
    private final Problems problems;
    private final List<CocoImage> images = new ArrayList<>();
    private final List<CocoCategory> categories = new ArrayList<>();
    private final List<CocoAnnotation> annotations = new ArrayList<>();
    private final CocoIds imageIds = new CocoIds();
    private final CocoIds categoryIds = new CocoIds();
    private final CocoIds annotationIds = new CocoIds();

    private CocoReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * What the file holds, in its order, unchecked against each other.
     *
     * @param ids of the annotations, of what they refer to by numbers
     */
    record Content(List<CocoImage> images, List<CocoCategory> categories, List<CocoAnnotation> annotations, Ids ids) {}

    /** What numbers stand for. */
    record Ids(CocoIds images, CocoIds categories, CocoIds annotations) {}

    /** @throws InvalidInputException when the file can't be read or isn't JSON */
    static Content read(Path file, Problems problems) {
        CocoReader reader = new CocoReader(file, problems);
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                JsonReader json = new JsonReader(new PythonJson(text))) {
            json.setStrictness(Strictness.STRICT);
            reader.document(json);
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(file + ": not valid JSON: it isn't UTF-8", e);
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new InvalidInputException(file + ": " + reason(file, e), e);
        }
        return new Content(
                reader.images,
                reader.categories,
                reader.annotations,
                new Ids(reader.imageIds, reader.categoryIds, reader.annotationIds));
    }

    private static String reason(Path file, Exception e) {
        if (!Files.isRegularFile(file)) {
            return "there is no such file";
        }
        // Gson adds a second line that points to its manual
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return "not valid JSON: " + message;
    }

    private void document(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            throw new InvalidInputException(file + ": a COCO data set is one JSON object");
        }
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            switch (name) {
                case "images" -> entries(json, name, this::image);
                case "categories" -> entries(json, name, this::category);
                case "annotations" -> entries(json, name, this::annotation);
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new IOException("something follows the end");
        }
    }

    private interface EntryReader {
        /** Reads the fields of an object that was begun. */
        void read(JsonReader json, String which) throws IOException;
    }

    private void entries(JsonReader json, String name, EntryReader entry) throws IOException {
        if (!JsonFields.is(json, JsonToken.BEGIN_ARRAY)) {
            problems.addWhole(name + " that are no list", name);
            return;
        }
        int index = 0;
        json.beginArray();
        while (json.hasNext()) {
            if (index == MOST_ENTRIES) {
                throw new IOException(String.format(Locale.ROOT, "more than %d %s", MOST_ENTRIES, name));
            }
            String which = name + "[" + index++ + "]";
            if (JsonFields.is(json, JsonToken.BEGIN_OBJECT)) {
                json.beginObject();
                entry.read(json, which);
                json.endObject();
            } else {
                problems.add(name + " that are no objects", which);
            }
        }
        json.endArray();
    }

    private void image(JsonReader json, String which) throws IOException {
        OptionalLong id = OptionalLong.empty();
        OptionalLong width = OptionalLong.empty();
        OptionalLong height = OptionalLong.empty();
        Optional<String> fileName = Optional.empty();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "id" -> id = imageIds.read(json);
                case "width" -> width = JsonFields.size(json);
                case "height" -> height = JsonFields.size(json);
                case "file_name" -> fileName = JsonFields.text(json);
                default -> json.skipValue();
            }
        }
        if (id.isEmpty()
                || width.isEmpty()
                || height.isEmpty()
                || fileName.isEmpty()
                || fileName.get().isBlank()) {
            problems.add("images without id, file_name, width or height", which);
        } else {
            images.add(new CocoImage(
                    id.getAsLong(), imageIds.text(id.getAsLong()), fileName.get(), (int) width.getAsLong(), (int)
                            height.getAsLong()));
        }
    }

    private void category(JsonReader json, String which) throws IOException {
        OptionalLong id = OptionalLong.empty();
        Optional<String> name = Optional.empty();
        List<String> synonyms = new ArrayList<>();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "id" -> id = categoryIds.read(json);
                case "name" -> name = JsonFields.text(json);
                case "synonyms" -> synonyms.addAll(JsonFields.texts(json));
                default -> json.skipValue();
            }
        }
        if (id.isEmpty() || name.isEmpty() || name.get().isBlank()) {
            problems.addWhole("categories without id or name", which);
        } else {
            categories.add(new CocoCategory(
                    id.getAsLong(), categoryIds.text(id.getAsLong()), name.get().strip(), synonyms));
        }
    }

    private void annotation(JsonReader json, String which) throws IOException {
        OptionalLong id = OptionalLong.of(0);
        OptionalLong imageId = OptionalLong.empty();
        OptionalLong categoryId = OptionalLong.empty();
        OptionalDouble area = OptionalDouble.empty();
        Optional<Boolean> crowd = Optional.of(false);
        Optional<Segmentation> segmentation = Optional.empty();
        Optional<String> lookAlike = Optional.empty();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "id" -> id = annotationIds.read(json);
                case "image_id" -> imageId = imageIds.read(json);
                case "category_id" -> categoryId = categoryIds.read(json);
                case "area" -> area = JsonFields.number(json);
                case "iscrowd" -> crowd = JsonFields.flag(json);
                case "segmentation" -> segmentation = SegmentationReader.read(json);
                case "look_alike" -> lookAlike = JsonFields.text(json).filter(name -> !name.isBlank());
                default -> json.skipValue();
            }
        }
        String name =
                id.isPresent() && id.getAsLong() != 0 ? "annotation " + annotationIds.name(id.getAsLong()) : which;
        if (id.isEmpty() || imageId.isEmpty() || categoryId.isEmpty() || crowd.isEmpty()) {
            problems.add("annotations without image_id or category_id, or with a wrong id or iscrowd", name);
        } else if (segmentation.isEmpty()) {
            problems.add("annotations without a segmentation, or with a broken one", name);
        } else {
            annotations.add(new CocoAnnotation(
                    id.getAsLong(),
                    imageId.getAsLong(),
                    categoryId.getAsLong(),
                    crowd.get(),
                    area,
                    segmentation.get(),
                    lookAlike));
        }
    }
}
