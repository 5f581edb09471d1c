package org.scorewps.engine.evaluation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether the parts of a data set fit together. */
final class CocoCheck {
    /** Most pixels of a picture. */
    static final long MOST_PIXELS = 1L << 28;

    /** Corners may lie this far outside, pixels: tools round differently. */
    private static final double OVERHANG = 1;

    private final Problems problems;
    private final Map<Long, CocoImage> images = new HashMap<>();
    private final Set<Long> categories = new HashSet<>();

    private CocoCheck(Problems problems) {
        this.problems = problems;
    }

    static void check(CocoReader.Content content, Problems problems) {
        CocoCheck check = new CocoCheck(problems);
        check.images(content.images());
        check.categories(content.categories());
        check.annotations(content.annotations());
    }

    private void images(List<CocoImage> all) {
        if (all.isEmpty()) {
            problems.add("lists without an entry", "images");
        }
        for (CocoImage image : all) {
            String which = "image " + image.id();
            if (images.put(image.id(), image) != null) {
                problems.add("images with the id of another", which);
            }
            long pixels = (long) image.width() * image.height();
            if (image.width() < 1 || image.height() < 1 || pixels > MOST_PIXELS) {
                problems.add(
                        String.format(Locale.ROOT, "images of no pixel or more than %d", MOST_PIXELS),
                        "%s, %d x %d".formatted(which, image.width(), image.height()));
            }
        }
    }

    private void categories(List<CocoCategory> all) {
        if (all.isEmpty()) {
            problems.add("lists without an entry", "categories");
        }
        Set<String> names = new HashSet<>();
        for (CocoCategory category : all) {
            if (!categories.add(category.id())) {
                problems.add("categories with the id of another", "category " + category.id());
            }
            if (!names.add(category.name().toLowerCase(Locale.ROOT))) {
                problems.add("categories with the name of another", category.name());
            }
        }
    }

    private void annotations(List<CocoAnnotation> all) {
        if (all.isEmpty()) {
            problems.add("lists without an entry", "annotations");
        }
        Set<Long> ids = new HashSet<>();
        for (CocoAnnotation one : all) {
            String which = "annotation %d in image %d".formatted(one.id(), one.imageId());
            if (one.id() != 0 && !ids.add(one.id())) {
                problems.add("annotations with the id of another", which);
            }
            if (!categories.contains(one.categoryId())) {
                problems.add("annotations of an unknown category", which + ", category " + one.categoryId());
            }
            if (one.area().isPresent() && one.area().getAsDouble() < 0) {
                problems.add("annotations of a negative area", which);
            }
            CocoImage image = images.get(one.imageId());
            if (image == null) {
                problems.add("annotations of an unknown image", which);
            } else {
                inside(one.segmentation(), image, which);
            }
        }
    }

    private void inside(Segmentation segmentation, CocoImage image, String which) {
        if (segmentation instanceof Segmentation.Polygons polygons) {
            double overhang = polygons.overhang(image.height(), image.width());
            if (overhang > OVERHANG) {
                problems.add(
                        "masks outside of their image",
                        String.format(Locale.ROOT, "%s, by %.1f pixels", which, overhang));
            }
        } else if (segmentation instanceof Segmentation.Runs mask
                && (mask.runs().height() != image.height() || mask.runs().width() != image.width())) {
            problems.add("masks of another size than their image", which);
        }
    }
}
