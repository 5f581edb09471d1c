package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.process.Processors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.locationtech.jts.geom.Geometry;

/** What tests of processes share: an engine that segments by colour, and calls as servers make them. */
abstract class ProcessTest {
    static final String INSTANCES = "SegmentInstances";
    static final String SEMANTIC = "SegmentSemantic";
    static final String PANOPTIC = "SegmentPanoptic";

    final ColorEngine engine = new ColorEngine(128);
    final ScoreServices services = engine.services();

    @BeforeEach
    void install() {
        ScoreRegistry.set(services);
    }

    @AfterEach
    void sessionsAreClosed() {
        ScoreRegistry.clear(services);
        assertThat(engine.openSessions()).isZero();
    }

    /** Twelve tiles, and one more at reduced resolution. */
    static BufferedImage picture(Object... colorsAndShapes) {
        return Coverages.picture(400, 300, BufferedImage.TYPE_3BYTE_BGR, colorsAndShapes);
    }

    /** Calls a process for red and green, unless the inputs say otherwise. */
    static Map<String, Object> execute(
            String process, ProgressListener listener, GridCoverage2D coverage, Object... inputs) {
        Map<String, Object> all = new HashMap<>();
        all.put("coverage", coverage);
        all.put("classes", "red; green");
        for (int i = 0; i < inputs.length; i += 2) {
            all.put((String) inputs[i], inputs[i + 1]);
        }
        return Processors.createProcess(new NameImpl("score", process)).execute(all, listener);
    }

    /** The objects that are found. */
    static List<SimpleFeature> run(GridCoverage2D coverage, Object... inputs) {
        return observe(new DefaultProgressListener(), coverage, inputs);
    }

    static List<SimpleFeature> observe(ProgressListener listener, GridCoverage2D coverage, Object... inputs) {
        return features(execute(INSTANCES, listener, coverage, inputs).get("result"));
    }

    static List<SimpleFeature> features(Object collection) {
        List<SimpleFeature> features = new ArrayList<>();
        try (SimpleFeatureIterator iterator = ((SimpleFeatureCollection) collection).features()) {
            while (iterator.hasNext()) {
                features.add(iterator.next());
            }
        }
        return features;
    }

    static Geometry geometry(SimpleFeature feature) {
        return (Geometry) feature.getDefaultGeometry();
    }
}
