package org.scorewps.process.scene;

import static org.assertj.core.api.Assertions.assertThat;

import it.geosolutions.jaiext.vectorbin.ROIGeometry;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Map;
import javax.media.jai.PlanarImage;
import javax.media.jai.ROI;
import javax.media.jai.ROIShape;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.Coverages;
import org.scorewps.process.tile.Window;

/** Masks in all forms in which GeoTools and GeoServer give them to coverages. */
class CoverageMaskTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 80;

    /** Covers a part of the picture, and more beside it. */
    private static final int[][] TRIANGLE = {{-40, -10}, {90, 20}, {30, 200}};

    /** What GeoTools may put into the property. */
    private enum Form {
        SHAPE {
            @Override
            Object roi(Shape shape) {
                return new ROIShape(shape);
            }
        },
        GEOMETRY {
            @Override
            Object roi(Shape shape) {
                Coordinate[] ring = new Coordinate[TRIANGLE.length + 1];
                for (int i = 0; i < ring.length; i++) {
                    int[] corner = TRIANGLE[i % TRIANGLE.length];
                    ring[i] = new Coordinate(corner[0], corner[1]);
                }
                return new ROIGeometry(new GeometryFactory().createPolygon(ring));
            }
        },
        IMAGE {
            @Override
            Object roi(Shape shape) {
                BufferedImage mask = Coverages.picture(
                        WIDTH,
                        HEIGHT,
                        BufferedImage.TYPE_BYTE_GRAY,
                        Color.BLACK,
                        new Rectangle(WIDTH, HEIGHT),
                        Color.WHITE,
                        shape);
                return new ROI(PlanarImage.wrapRenderedImage(mask));
            }
        };

        abstract Object roi(Shape shape);
    }

    private static Shape triangle() {
        Path2D path = new Path2D.Double();
        path.moveTo(TRIANGLE[0][0], TRIANGLE[0][1]);
        path.lineTo(TRIANGLE[1][0], TRIANGLE[1][1]);
        path.lineTo(TRIANGLE[2][0], TRIANGLE[2][1]);
        path.closePath();
        return path;
    }

    @ParameterizedTest
    @EnumSource
    void whatTheMaskLeavesOutIsInvalid(Form form) {
        GridCoverage2D plain = Coverages.utm(Coverages.picture(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR));
        GridCoverage2D coverage = new GridCoverageFactory()
                .create(
                        "masked",
                        plain.getRenderedImage(),
                        plain.getGridGeometry(),
                        plain.getSampleDimensions(),
                        null,
                        Map.of("GC_ROI", form.roi(triangle())));
        Scene scene = Scene.of(coverage, SceneOptions.NONE, new SceneLimits(100_000));
        for (Window window : new Window[] {new Window(0, 0, WIDTH, HEIGHT), new Window(37, 11, 50, 40)}) {
            float[] valid = scene.read(window).valid().map(MaskLogits::values).orElseThrow();
            for (int i = 0; i < valid.length; i++) {
                double x = window.x() + i % window.width() + 0.5;
                double y = window.y() + i / window.width() + 0.5;
                // on the rim the forms may differ
                if (!triangle().intersects(x - 0.6, y - 0.6, 1.2, 1.2)
                        || triangle().contains(x - 0.6, y - 0.6, 1.2, 1.2)) {
                    assertThat(valid[i] > 0)
                            .as("%s, %s", x, y)
                            .isEqualTo(triangle().contains(x, y));
                }
            }
        }
        assertThat(scene.read(new Window(20, 15, 10, 10)).valid()).isEmpty();
        assertThat(scene.read(new Window(100, 60, 10, 10)).blank()).isTrue();
    }
}
