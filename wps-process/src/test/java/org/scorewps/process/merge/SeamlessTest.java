package org.scorewps.process.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.NameImpl;
import org.geotools.process.Processors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.scorewps.engine.scenes.GeneratedScene;
import org.scorewps.engine.scenes.SceneGenerator;
import org.scorewps.engine.scenes.SceneObject;
import org.scorewps.engine.scenes.SceneSplit;
import org.scorewps.process.CoverageSource;
import org.scorewps.process.Coverages;
import org.scorewps.process.ProcessLimits;
import org.scorewps.process.ScoreRegistry;
import org.scorewps.process.ScoreServices;
import org.scorewps.process.scene.ShiftedImage;

/** The same objects, however a scene is cut into tiles. */
@Tag("slow")
@net.jqwik.api.Tag("slow") // its own, as its engine looks for no other
class SeamlessTest {
    private static final int SIZE = 1100;
    private static final Painted SCENE = Painted.of(20, 4);
    private static final List<Found> WHOLE = run(SCENE, 2048, 0, 0, Optional.empty());

    /** A scene whose objects are painted in colours of their own. */
    private record Painted(BufferedImage picture, Map<Integer, Integer> classes, int objects) {
        static Painted of(long seed, long index) {
            GeneratedScene scene = SceneGenerator.generate(seed, index, SIZE, SceneSplit.ALL, 0.2);
            BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_3BYTE_BGR);
            Map<Integer, Integer> classes = new HashMap<>();
            int objects = 0;
            for (SceneObject object : scene.objects()) {
                int color = (0x010203 + 0x3b5d79 * ++objects) & 0xffffff;
                classes.put(color, object.classIndex());
                byte[] mask = object.mask().columns();
                for (int i = 0; i < mask.length; i++) {
                    if (mask[i] != 0) {
                        picture.setRGB(i / SIZE, i % SIZE, color);
                    }
                }
            }
            return new Painted(picture, classes, objects);
        }
    }

    private record Found(String category, Geometry shape, boolean merged) {}

    /** Segments a scene whose upper left pixel is {@code x, y} of the picture that it was cut from. */
    private static List<Found> run(Painted scene, int tileSize, int x, int y, Optional<Envelope> roi) {
        ScoreServices services = new ScoreServices(
                () -> new LabelEngine(scene.classes(), tileSize), CoverageSource.NONE, ProcessLimits.DEFAULT);
        ScoreRegistry.set(services);
        try {
            Map<String, Object> inputs = new HashMap<>();
            inputs.put(
                    "coverage",
                    Coverages.place(
                            new ShiftedImage(scene.picture(), x, y),
                            // metres that are pixels, from the picture's upper left corner downwards
                            new AffineTransform(1, 0, 0, -1, 500_000 - x, 5_000_000 + y),
                            Coverages.crs("EPSG:32633")));
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                names.add("class " + i);
            }
            inputs.put("classes", String.join(";", names));
            roi.ifPresent(box -> inputs.put(
                    "roi",
                    "%f,%f,%f,%f"
                            .formatted(
                                    500_000 + box.getMinX(),
                                    5_000_000 - box.getMaxY(),
                                    500_000 + box.getMaxX(),
                                    5_000_000 - box.getMinY())));
            SimpleFeatureCollection result =
                    (SimpleFeatureCollection) Processors.createProcess(new NameImpl("score", "SegmentInstances"))
                            .execute(inputs, null)
                            .get("result");
            List<Found> found = new ArrayList<>();
            try (SimpleFeatureIterator features = result.features()) {
                while (features.hasNext()) {
                    SimpleFeature feature = features.next();
                    found.add(new Found(
                            (String) feature.getAttribute("class"), (Geometry) feature.getDefaultGeometry(), false));
                }
            }
            return found;
        } finally {
            ScoreRegistry.clear(services);
        }
    }

    /** The part of the first's objects that have a partner among the others, with at least that IoU. */
    private static double matched(List<Found> wanted, List<Found> others, double least) {
        STRtree index = new STRtree();
        others.forEach(one -> index.insert(one.shape().getEnvelopeInternal(), one));
        int found = 0;
        for (Found one : wanted) {
            @SuppressWarnings("unchecked") // JTS's index isn't generic
            List<Found> near = index.query(one.shape().getEnvelopeInternal());
            boolean match = near.stream()
                    .anyMatch(other ->
                            other.category().equals(one.category()) && iou(one.shape(), other.shape()) > least);
            found += match ? 1 : 0;
        }
        return wanted.isEmpty() ? 1 : (double) found / wanted.size();
    }

    private static double iou(Geometry a, Geometry b) {
        double common = a.intersection(b).getArea();
        return common / (a.getArea() + b.getArea() - common);
    }

    @Test
    void theSceneHasObjects() {
        assertThat(WHOLE).hasSizeGreaterThan(100);
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void anyTilesAtAnyOffsetGiveTheSameObjects(
            @ForAll @IntRange(min = 64, max = 256) int quarter,
            @ForAll @IntRange(min = 0, max = 250) int x,
            @ForAll @IntRange(min = 0, max = 250) int y) {
        List<Found> found = run(SCENE, 4 * quarter, 4 * x, 4 * y, Optional.empty());
        assertThat(matched(WHOLE, found, 0.9)).as("recall").isGreaterThanOrEqualTo(0.98);
        assertThat(matched(found, WHOLE, 0.9)).as("precision").isGreaterThanOrEqualTo(0.98);
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void smallThingsAloneDependOnWhereTheSamplesLie(
            @ForAll @IntRange(min = 64, max = 256) int quarter,
            @ForAll @IntRange(min = 0, max = 1000) int x,
            @ForAll @IntRange(min = 0, max = 1000) int y) {
        // a mask's samples are 4 pixels apart: what has less than 20 of them changes with their place
        Predicate<Found> large = one -> one.shape().getArea() >= 20 * 16;
        List<Found> found = run(SCENE, 4 * quarter, x, y, Optional.empty());
        List<Found> whole = WHOLE.stream().filter(large).toList();
        assertThat(matched(whole, found, 0.9)).as("recall").isGreaterThanOrEqualTo(0.98);
        assertThat(matched(found.stream().filter(large).toList(), WHOLE, 0.9))
                .as("precision")
                .isGreaterThanOrEqualTo(0.98);
        assertThat(found.size()).isCloseTo(WHOLE.size(), withinPercentage(2));
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void aPartOfTheSceneHasTheSameObjects(
            @ForAll @IntRange(min = 64, max = 128) int quarter,
            @ForAll @IntRange(min = 0, max = 500) int x,
            @ForAll @IntRange(min = 0, max = 500) int y,
            @ForAll @IntRange(min = 200, max = 600) int width,
            @ForAll @IntRange(min = 200, max = 600) int height) {
        partHasTheSameObjects(quarter, x, y, width, height);
    }

    @Test
    void neighbourOfWhatTheRimOfAPartCutsKeepsAllButTheBorderWithIt() {
        // a car beside a running track, which is put together from two tiles in the whole scene only
        partHasTheSameObjects(92, 3, 423, 316, 216);
    }

    private static void partHasTheSameObjects(int quarter, int x, int y, int width, int height) {
        Envelope part = new Envelope(x, x + width, y, y + height);
        Envelope away = new Envelope(500_000 + x, 500_000 + x + width, 5_000_000 - y - height, 5_000_000 - y);
        away.expandBy(-1);
        Geometry inside = new GeometryFactory().toGeometry(away);
        List<Found> whole = run(SCENE, 4 * quarter, 0, 0, Optional.empty());
        List<Found> found = run(SCENE, 4 * quarter, 0, 0, Optional.of(part));
        // what reaches beyond the part is put together from other tiles; so objects that it touches share another
        // border
        assertThat(matched(inner(whole, inside), found, 0.98)).isEqualTo(1);
        assertThat(matched(inner(found, inside), whole, 0.98)).isEqualTo(1);
        assertThat(matched(apart(whole, inside), found, 0.999)).isEqualTo(1);
        assertThat(matched(apart(found, inside), whole, 0.999)).isEqualTo(1);
    }

    private static List<Found> inner(List<Found> objects, Geometry inside) {
        return objects.stream().filter(one -> inside.covers(one.shape())).toList();
    }

    /** Those inside that touch none which isn't. */
    private static List<Found> apart(List<Found> objects, Geometry inside) {
        List<Geometry> crossing = objects.stream()
                .map(Found::shape)
                .filter(shape -> inside.intersects(shape) && !inside.covers(shape))
                .toList();
        return inner(objects, inside).stream()
                .filter(one -> crossing.stream().noneMatch(other -> other.isWithinDistance(one.shape(), 1)))
                .toList();
    }
}
