package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.DefaultProgressListener;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** The whole path, from painted pixels to features; called as servers call it. */
class SegmentInstancesProcessTest extends ProcessTest {
    @Test
    void aBlobOverSeveralTilesBecomesOneFeature() {
        List<SimpleFeature> features = run(Coverages.utm(picture(Color.RED, new Rectangle(40, 60, 200, 100))));
        assertThat(features).hasSize(1);
        SimpleFeature feature = features.get(0);
        assertThat(geometry(feature).getGeometryType()).isEqualTo("MultiPolygon");
        assertThat(geometry(feature).isValid()).isTrue();
        assertThat(geometry(feature).getArea()).isCloseTo(5000, within(50.0));
        assertThat(geometry(feature).getCentroid().getX()).isCloseTo(500070, within(0.2));
        assertThat(geometry(feature).getCentroid().getY()).isCloseTo(4999945, within(0.2));
        assertThat(feature.getAttribute("class")).isEqualTo("red");
        assertThat(feature.getAttribute("class_index")).isEqualTo(0);
        assertThat((Double) feature.getAttribute("score")).isBetween(0.5, 1.0);
        assertThat(feature.getAttribute("novel")).isEqualTo(false);
        // half-metre pixels of a zone whose scale is 0.9996 in its middle
        assertThat((Double) feature.getAttribute("area_m2"))
                .isCloseTo(geometry(feature).getArea() / 0.9996 / 0.9996, within(1.0));
        assertThat(feature.getAttribute("model")).isEqualTo("color");
        assertThat(feature.getAttribute("source")).isEqualTo("scene");
        assertThat((Double) feature.getAttribute("length_m")).isCloseTo(100, within(0.5));
        assertThat((Double) feature.getAttribute("width_m")).isCloseTo(50, within(0.5));
        assertThat((Double) feature.getAttribute("orientation_deg")).isCloseTo(90, within(0.5));
        assertThat(feature.getAttribute("edge")).isEqualTo(false);
        assertThat(feature.getAttribute("merged")).isEqualTo(true);
        assertThat(feature.getAttribute("model_sha256")).isEqualTo("00");
        assertThat(feature.getID()).matches("instances\\.\\d+");
        assertThat(feature.getFeatureType().getName().getNamespaceURI()).isEqualTo("https://scorewps.org/instances");
        assertThat(feature.getFeatureType().getCoordinateReferenceSystem()).isEqualTo(Coverages.crs("EPSG:32633"));
    }

    @Test
    void identifiersStayWhileRunsDiffer() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Object[] shapes = {
            Color.RED, new Rectangle(40, 60, 200, 100), Color.GREEN, new Rectangle(300, 220, 31, 17),
        };
        List<SimpleFeature> first = run(Coverages.utm(picture(shapes)));
        List<SimpleFeature> again = run(Coverages.utm(picture(shapes)));
        List<SimpleFeature> alone = run(
                Coverages.utm(picture(shapes)),
                "roi",
                "500130,4999860,500190,4999910",
                "geometry",
                "point",
                "simplify",
                "1",
                "classes",
                "green; red");
        assertThat(again).extracting(SimpleFeature::getID).isEqualTo(ids(first));
        assertThat(alone).hasSize(1);
        assertThat(ids(first)).doesNotHaveDuplicates().containsAll(ids(alone));
        assertThat(first).extracting(feature -> feature.getAttribute("run")).containsOnly(run(first));
        assertThat(run(again)).isNotEqualTo(run(first));
        assertThat(UUID.fromString(run(first)).version()).isEqualTo(4);
        Timestamp time = (Timestamp) first.get(0).getAttribute("time");
        assertThat(time).isEqualTo(first.get(1).getAttribute("time"));
        assertThat(time.toInstant()).isBetween(before, Instant.now());
    }

    private static List<String> ids(List<SimpleFeature> features) {
        return features.stream().map(SimpleFeature::getID).toList();
    }

    private static String run(List<SimpleFeature> features) {
        return (String) features.get(0).getAttribute("run");
    }

    @Test
    void whatTheRimMayHaveCutIsMarked() {
        GridCoverage2D coverage = Coverages.utm(picture(
                Color.RED, new Rectangle(0, 60, 50, 30),
                Color.RED, new Rectangle(200, 60, 50, 30),
                Color.RED, new Rectangle(350, 260, 30, 40)));
        assertThat(edges(run(coverage))).containsExactlyInAnyOrder(true, false, true);
        String triangle = "POLYGON((500090 4999990, 500140 4999990, 500110 4999940, 500090 4999990))";
        assertThat(edges(run(coverage, "roi", triangle))).containsExactly(true);
        assertThat(edges(run(coverage, "roi", "500090,4999940,500140,4999990"))).containsExactly(false);
    }

    private static List<Object> edges(List<SimpleFeature> features) {
        return features.stream().map(feature -> feature.getAttribute("edge")).toList();
    }

    @Test
    void rotatedScenesGiveRotatedOutlines() {
        AffineTransform rotated = new AffineTransform(0.5, 0, 0, -0.5, 500000, 5000000);
        rotated.rotate(Math.toRadians(30));
        List<SimpleFeature> features = run(Coverages.place(
                picture(Color.GREEN, new Ellipse2D.Double(100, 90, 120, 120)), rotated, Coverages.crs("EPSG:32633")));
        assertThat(features).hasSize(1);
        double[] centre = {160, 150};
        rotated.transform(centre, 0, centre, 0, 1);
        assertThat(geometry(features.get(0)).getCentroid().getX()).isCloseTo(centre[0], within(0.2));
        assertThat(geometry(features.get(0)).getCentroid().getY()).isCloseTo(centre[1], within(0.2));
        assertThat(geometry(features.get(0)).getArea()).isCloseTo(Math.PI * 30 * 30, within(30.0));
        assertThat(features.get(0).getAttribute("novel")).isEqualTo(true);
    }

    @Test
    void latitudeFirstStaysLatitudeFirst() {
        AffineTransform latitudeFirst = new AffineTransform(0, 0.00001, -0.00001, 0, 47, 11);
        List<SimpleFeature> features = run(Coverages.place(
                picture(Color.RED, new Rectangle(100, 60, 80, 40)), latitudeFirst, Coverages.crs("EPSG:4326")));
        Coordinate centre = geometry(features.get(0)).getCentroid().getCoordinate();
        assertThat(centre.x).isCloseTo(47 - 0.0008, within(0.000005));
        assertThat(centre.y).isCloseTo(11.0014, within(0.000005));
        assertThat((Double) features.get(0).getAttribute("area_m2")).isCloseTo(80 * 40 * 1.1118 * 0.7606, within(40.0));
    }

    @Test
    void holesOfTheSceneAreCutOut() {
        BufferedImage image =
                picture(Color.RED, new Rectangle(40, 60, 120, 100), Color.BLACK, new Rectangle(80, 60, 20, 100));
        List<SimpleFeature> features = run(Coverages.utm(image, 0));
        // nodata divides the blob, and no part reaches into it
        assertThat(features).hasSize(2);
        for (SimpleFeature feature : features) {
            assertThat(geometry(feature).getEnvelopeInternal().intersects(500041, 4999950))
                    .isFalse();
            assertThat(geometry(feature).getArea())
                    .isCloseTo(20 * 50 + (geometry(feature).getCentroid().getX() > 500045 ? 500 : 0), within(25.0));
        }
    }

    @Test
    void aSceneWithoutValidPixelsIsNotSentToTheEngine() {
        BufferedImage image =
                Coverages.picture(300, 300, BufferedImage.TYPE_3BYTE_BGR, Color.BLACK, new Rectangle(0, 0, 300, 300));
        assertThat(run(Coverages.utm(image, 0))).isEmpty();
        assertThat(engine.tiles()).isZero();
    }

    @Test
    void onePixelIsASceneWithoutFeatures() {
        BufferedImage image = Coverages.picture(1, 1, BufferedImage.TYPE_3BYTE_BGR);
        assertThat(run(Coverages.utm(image))).isEmpty();
        assertThat(engine.tiles()).isEqualTo(1);
    }

    @Test
    void theRegionOfInterestCutsResults() {
        GridCoverage2D coverage = Coverages.utm(picture(Color.RED, new Rectangle(40, 60, 200, 100)));
        String box = "500030,4999900,500050,5000000";
        String triangle =
                "SRID=4326;POLYGON((15.0003811 45.1530, 15.0006354 45.1530, 15.0006354 45.1510, 15.0003811 45.1530))";
        assertThat(geometry(run(coverage, "roi", box).get(0)).getArea()).isCloseTo(1000, within(10.0));
        assertThat(run(coverage, "roi", triangle)).hasSizeLessThanOrEqualTo(1);
        assertThat(geometry(run(
                                        coverage,
                                        "roi",
                                        "POLYGON((500030 4999900, 500050 4999900, 500050 5000000, 500030 5000000, 500030 4999900))")
                                .get(0))
                        .getEnvelopeInternal()
                        .getMaxX())
                .isLessThanOrEqualTo(500050);
    }

    @Test
    void geometriesComeInOtherForms() {
        AffineTransform rotated = new AffineTransform(0.5, 0, 0, -0.5, 500000, 5000000);
        rotated.rotate(Math.toRadians(20));
        GridCoverage2D coverage = Coverages.place(
                picture(Color.RED, new Rectangle(40, 60, 200, 100)), rotated, Coverages.crs("EPSG:32633"));
        Geometry outline = geometry(run(coverage).get(0));
        Geometry box = geometry(run(coverage, "geometry", "box").get(0));
        Geometry oriented = geometry(run(coverage, "geometry", "oriented_box").get(0));
        Geometry point = geometry(run(coverage, "geometry", "POINT").get(0));
        assertThat(box.getGeometryType()).isEqualTo("Polygon");
        assertThat(box.getEnvelopeInternal().equals(outline.getEnvelopeInternal()))
                .isTrue();
        assertThat(oriented.getGeometryType()).isEqualTo("Polygon");
        assertThat(oriented.getArea()).isCloseTo(5000, within(60.0));
        assertThat(box.getArea()).isGreaterThan(7000);
        assertThat(point.getGeometryType()).isEqualTo("Point");
        assertThat(outline.contains(point)).isTrue();
    }

    @Test
    void chosenClassesGetRightAngles() {
        GridCoverage2D coverage = Coverages.utm(
                picture(Color.RED, new Rectangle(40, 60, 61, 33), Color.GREEN, new Rectangle(200, 150, 47, 70)));
        assertThat(run(coverage, "regularize", "RED"))
                .satisfiesExactlyInAnyOrder(
                        one -> {
                            assertThat(one.getAttribute("class")).isEqualTo("red");
                            assertThat(geometry(one).getNumPoints()).isEqualTo(5);
                            assertThat(geometry(one).getArea()).isCloseTo(61 * 33 / 4.0, within(10.0));
                        },
                        other -> assertThat(geometry(other).getNumPoints()).isGreaterThan(5));
        assertThat(run(coverage, "regularize", "true", "regularizeTolerance", "0.7"))
                .allMatch(feature -> geometry(feature).getNumPoints() == 5);
        assertThat(run(coverage, "regularize", "false"))
                .allMatch(feature -> geometry(feature).getNumPoints() > 5);
    }

    @Test
    void simplifyingRemovesVertices() {
        GridCoverage2D coverage = Coverages.utm(picture(Color.RED, new Ellipse2D.Double(100, 90, 120, 120)));
        int all = geometry(run(coverage, "simplify", "0").get(0)).getNumPoints();
        int some = geometry(run(coverage).get(0)).getNumPoints();
        int few = geometry(run(coverage, "simplify", "5").get(0)).getNumPoints();
        assertThat(all).isGreaterThan(some);
        assertThat(some).isGreaterThan(few);
    }

    @Test
    void coarserAndFinerResolutionsFindTheSame() {
        GridCoverage2D coverage = Coverages.utm(picture(Color.RED, new Rectangle(40, 60, 200, 100)));
        for (String metres : new String[] {"0.25", "0.7", "1"}) {
            List<SimpleFeature> features = run(coverage, "resolution", metres);
            assertThat(features).hasSize(1);
            assertThat(geometry(features.get(0)).getArea()).isCloseTo(5000, within(150.0));
            assertThat(geometry(features.get(0)).getCentroid().getX()).isCloseTo(500070, within(0.5));
        }
    }

    @Test
    void progressMovesWithTheTiles() {
        List<Float> seen = new ArrayList<>();
        DefaultProgressListener listener = new DefaultProgressListener() {
            @Override
            public void progress(float percent) {
                seen.add(percent);
            }
        };
        observe(listener, Coverages.utm(picture()));
        assertThat(seen).isSorted().hasSize(1 + engine.tiles()).endsWith(100f);
        // and one more for what is larger than a tile
        assertThat(engine.tiles()).isEqualTo(13);
    }
}
