package org.scorewps.engine.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the parts of a data set fit together. */
final class CocoCheck {
    /** Most pixels of a picture. */
    static final long MOST_PIXELS = 1L << 28;

    /** Corners may lie this far outside, pixels: tools round differently. */
    private static final double OVERHANG = 1;

    private final CocoReader.Content content;
    private final Problems problems;
    private final Map<Long, CocoImage> images = new HashMap<>();
    private final Set<Long> categories = new HashSet<>();

    private CocoCheck(CocoReader.Content content, Problems problems) {
        this.content = content;
        this.problems = problems;
    }

    /** What fits of a data set; the problems are told the rest. */
    static CocoReader.Content check(CocoReader.Content content, Problems problems) {
        CocoCheck check = new CocoCheck(content, problems);
        List<CocoImage> images = content.images().stream().filter(check::image).toList();
        List<CocoCategory> categories = check.categories();
        Set<Long> ids = new HashSet<>();
        List<CocoAnnotation> annotations = content.annotations().stream()
                .filter(one -> check.annotation(one, ids))
                .toList();
        check.needed("images", images);
        check.needed("categories", categories);
        check.needed("annotations", annotations);
        return new CocoReader.Content(images, categories, annotations, content.ids());
    }

    private void needed(String name, List<?> list) {
        if (list.isEmpty()) {
            problems.addWhole("lists without an entry", name);
        }
    }

    private boolean image(CocoImage image) {
        String which = "image " + content.ids().images().name(image.id());
        long pixels = (long) image.width() * image.height();
        if (image.width() < 1 || image.height() < 1 || pixels > MOST_PIXELS) {
            problems.add(
                    String.format(Locale.ROOT, "images of no pixel or more than %d", MOST_PIXELS),
                    "%s, %d x %d".formatted(which, image.width(), image.height()));
            return false;
        }
        if (images.putIfAbsent(image.id(), image) != null) {
            // nobody knows whose the annotations are
            problems.addWhole("images with the id of another", which);
        }
        return true;
    }

    /**
     * Those that count. Of several with the same name the ones that no object has are left out: Roboflow writes its
     * project's name as a category, too.
     */
    private List<CocoCategory> categories() {
        Set<Long> used =
                content.annotations().stream().map(CocoAnnotation::categoryId).collect(Collectors.toSet());
        Set<String> usedNames = content.categories().stream()
                .filter(category -> used.contains(category.id()))
                .map(CocoCheck::name)
                .collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        List<CocoCategory> kept = new ArrayList<>();
        for (CocoCategory category : content.categories()) {
            String name = name(category);
            if (!used.contains(category.id()) && (usedNames.contains(name) || names.contains(name))) {
                continue;
            }
            if (!categories.add(category.id())) {
                problems.addWhole(
                        "categories with the id of another",
                        "category " + content.ids().categories().name(category.id()));
            }
            if (!names.add(name)) {
                problems.addWhole("categories with the name of another", category.name());
            }
            kept.add(category);
        }
        return kept;
    }

    private static String name(CocoCategory category) {
        return category.name().toLowerCase(Locale.ROOT);
    }

    private boolean annotation(CocoAnnotation one, Set<Long> ids) {
        String which = "annotation %s in image %s"
                .formatted(
                        content.ids().annotations().name(one.id()),
                        content.ids().images().name(one.imageId()));
        boolean fits = true;
        if (one.id() != 0 && !ids.add(one.id())) {
            problems.addWhole("annotations with the id of another", which);
        }
        if (!categories.contains(one.categoryId())) {
            problems.add(
                    "annotations of an unknown category",
                    which + ", category " + content.ids().categories().name(one.categoryId()));
            fits = false;
        }
        if (one.area().isPresent() && one.area().getAsDouble() < 0) {
            problems.add("annotations of a negative area", which);
            fits = false;
        }
        CocoImage image = images.get(one.imageId());
        if (image == null) {
            problems.add("annotations of an unknown image", which);
            return false;
        }
        return inside(one.segmentation(), image, which) && fits;
    }

    private boolean inside(Segmentation segmentation, CocoImage image, String which) {
        if (segmentation instanceof Segmentation.Polygons polygons) {
            double overhang = polygons.overhang(image.height(), image.width());
            if (overhang > OVERHANG) {
                problems.add(
                        "masks outside of their image",
                        String.format(Locale.ROOT, "%s, by %.1f pixels", which, overhang));
                return false;
            }
        } else if (segmentation instanceof Segmentation.Runs mask
                && (mask.runs().height() != image.height() || mask.runs().width() != image.width())) {
            problems.add("masks of another size than their image", which);
            return false;
        }
        return true;
    }
}
