package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.NullProgressListener;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

class SegmentPanopticProcessTest extends ProcessTest {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 200;

    private static GridCoverage2D scene() {
        return Coverages.utm(Coverages.picture(
                WIDTH,
                HEIGHT,
                BufferedImage.TYPE_3BYTE_BGR,
                Color.BLUE,
                new Rectangle(0, 0, 150, HEIGHT),
                Color.RED,
                new Ellipse2D.Double(100, 40, 150, 120),
                Color.GREEN,
                new Rectangle(200, 10, 60, 90)));
    }

    private static Map<String, Object> pair(Object... inputs) {
        List<Object> all = new ArrayList<>(List.of("classes", "red; green; blue"));
        all.addAll(List.of(inputs));
        return execute(PANOPTIC, new NullProgressListener(), scene(), all.toArray());
    }

    private static List<SimpleFeature> instances(Map<String, Object> results) {
        return features(results.get("instances"));
    }

    private static int[] values(Map<String, Object> results) {
        Raster data =
                ((GridCoverage2D) results.get("result")).getRenderedImage().getData();
        return data.getSamples(0, 0, data.getWidth(), data.getHeight(), 0, (int[]) null);
    }

    /** What the features say of each pixel's centre: the class of the best one that covers it, from 1, or 0. */
    private static int[] covered(List<SimpleFeature> instances) {
        int[] covered = new int[WIDTH * HEIGHT];
        GeometryFactory points = new GeometryFactory();
        for (SimpleFeature instance : instances) {
            PreparedGeometry outline = PreparedGeometryFactory.prepare((Geometry) instance.getDefaultGeometry());
            for (int i = 0; i < covered.length; i++) {
                double x = 500000 + 0.5 * (i % WIDTH + 0.5);
                double y = 5000000 - 0.5 * (Math.floorDiv(i, WIDTH) + 0.5);
                if (covered[i] == 0 && outline.contains(points.createPoint(new Coordinate(x, y)))) {
                    covered[i] = (Integer) instance.getAttribute("class_index") + 1;
                }
            }
        }
        return covered;
    }

    @Test
    void outlinesAndPixelsAgree() {
        Map<String, Object> results = pair("stuff", "Blue");
        List<SimpleFeature> instances = instances(results);
        assertThat(instances)
                .extracting(feature -> feature.getAttribute("class"))
                .containsExactlyInAnyOrder("red", "green");
        int[] covered = covered(instances);
        int[] values = values(results);
        int blue = 0;
        int different = 0;
        for (int i = 0; i < values.length; i++) {
            boolean stuff = covered[i] == 0 && values[i] == 3;
            different += stuff || values[i] == covered[i] ? 0 : 1;
            blue += stuff ? 1 : 0;
        }
        // only centres that an outline runs through, to the last bit
        assertThat(different).isLessThanOrEqualTo(5);
        int red = (int) (Math.PI * 75 * 60 / 2);
        assertThat(blue).isBetween(150 * HEIGHT - red, 150 * HEIGHT - red / 2);
    }

    @Test
    void withoutStuffAllPixelsAreThoseOfObjects() {
        Map<String, Object> results = pair("stuff", " ; ");
        assertThat(instances(results)).hasSize(3);
        assertThat(values(results)).contains(1, 2, 3);
        int once = engine.tiles();
        execute(INSTANCES, new NullProgressListener(), scene(), "classes", "red; green; blue");
        assertThat(engine.tiles()).as("no other pass").isEqualTo(2 * once);
    }

    @Test
    void whatIsLeftOutHasNoPixelsEither() {
        Map<String, Object> results = pair("stuff", "blue", "maxInstances", "1");
        List<SimpleFeature> instances = instances(results);
        assertThat(instances).hasSizeLessThanOrEqualTo(1);
        int kept = instances.isEmpty() ? 0 : (Integer) instances.get(0).getAttribute("class_index") + 1;
        for (int value : values(results)) {
            assertThat(value).isIn(0, kept, 3);
        }
    }

    @Test
    void stuffMustBeOneOfTheClasses() {
        assertThatThrownBy(() -> pair("stuff", "blue; water"))
                .isInstanceOf(ProcessException.class)
                .hasMessage("stuff names \"water\", which is none of the classes: red; green; blue");
        assertThat(engine.tiles()).isZero();
    }
}
