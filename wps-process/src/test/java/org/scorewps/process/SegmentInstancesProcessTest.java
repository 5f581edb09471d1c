package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Process;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;

class SegmentInstancesProcessTest {
    @Test
    void aBlobBecomesAFeature() throws Exception {
        BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.GRAY);
        g.fillRect(0, 0, 400, 300);
        g.setColor(Color.RED);
        g.fillRect(40, 60, 200, 100);
        g.dispose();
        GridCoverage2D coverage = new GridCoverageFactory()
                .create(
                        "scene",
                        image,
                        new ReferencedEnvelope(500000, 500200, 5000000, 5000150, CRS.decode("EPSG:32633")));
        ColorEngine engine = new ColorEngine(128);
        ScoreServices services = engine.services();
        ScoreRegistry.set(services);
        Process process = Processors.createProcess(new NameImpl("score", "SegmentInstances"));
        Map<String, Object> in = new HashMap<>();
        in.put("coverage", coverage);
        in.put("classes", "red; green");
        SimpleFeatureCollection result =
                (SimpleFeatureCollection) process.execute(in, null).get("result");
        try (SimpleFeatureIterator it = result.features()) {
            while (it.hasNext()) {
                SimpleFeature f = it.next();
                System.out.println(f.getID() + " " + f.getAttributes());
            }
        }
        assertThat(result.size()).isEqualTo(1);
    }
}
