package org.scorewps.process.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.image.BufferedImage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.scorewps.process.Coverages;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.scene.SceneOptions;

/** Rectangles staked out on the ellipsoid with GeographicLib, looked at through all kinds of grids. */
class InstanceMeasuresTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final double TOLERANCE = 0.002;

    private static final List<Grid> GRIDS = List.of(
            new Grid("EPSG:32633", false, new AffineTransform(0.5, 0, 0, -0.5, 620000, 5300000), 0, 1),
            new Grid("EPSG:32633", false, rotated(new AffineTransform(0.5, 0, 0, -0.5, 500000, 5300000), 37), 0, 1),
            new Grid("EPSG:32633", false, new AffineTransform(0.5, 0.1, 0.2, -0.7, 500000, 5300000), 0, 1),
            // degrees, in both axis orders
            new Grid("EPSG:4326", false, new AffineTransform(0, 5e-6, -5e-6, 0, 58, 11), 1, 0),
            new Grid("EPSG:4326", true, new AffineTransform(5e-6, 0, 0, -5e-6, 11, 58), 0, 1),
            new Grid("EPSG:4326", true, rotated(new AffineTransform(5e-6, 0, 0, -5e-6, 11, -58), 20), 0, 1),
            // a scale of two
            new Grid("EPSG:3857", false, new AffineTransform(0.6, 0, 0, -0.6, 1e6, 8e6), 0, 1),
            // survey feet
            new Grid("EPSG:2263", false, new AffineTransform(1.5, 0, 0, -1.5, 1000000, 200000), 0, 1),
            // northing first
            new Grid("EPSG:31467", false, new AffineTransform(0, 0.4, -0.4, 0, 5500000, 3450000), 1, 0),
            // westing and southing
            new Grid("EPSG:2053", false, new AffineTransform(-0.5, 0, 0, 0.5, 40000, 3000000), 0, -1),
            // both axes point south
            new Grid("EPSG:3413", false, new AffineTransform(0.5, 0, 0, -0.5, 300000, -1200000), 0, 1));

    private static AffineTransform rotated(AffineTransform straight, double degrees) {
        straight.rotate(Math.toRadians(degrees));
        return straight;
    }

    /** A scene of some CRS and pixel grid. */
    private static final class Grid {
        private final CoordinateReferenceSystem crs;
        private final AffineTransform toCrs;
        private final Scene scene;
        private final Coordinate north;

        /**
         * @param northX what to add to the first ordinate to go to grid north
         * @param northY what to add to the second
         */
        Grid(String code, boolean longitudeFirst, AffineTransform toCrs, double northX, double northY) {
            this.crs = longitudeFirst ? longitudeFirst(code) : Coverages.crs(code);
            this.toCrs = toCrs;
            this.scene = Scene.of(
                    Coverages.place(new BufferedImage(100, 100, BufferedImage.TYPE_3BYTE_BGR), toCrs, crs),
                    SceneOptions.NONE,
                    new SceneLimits(100_000));
            this.north = new Coordinate(northX, northY);
        }

        private static CoordinateReferenceSystem longitudeFirst(String code) {
            try {
                return CRS.decode(code, true);
            } catch (FactoryException unknown) {
                throw new IllegalArgumentException(code, unknown);
            }
        }

        @Override
        public String toString() {
            return crs.getName() + " " + toCrs;
        }

        /** A rectangle on the ground, as its corners lie in scene pixels. */
        Polygon rectangle(double length, double width, double orientation) throws Exception {
            MathTransform toWgs84 = CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, true);
            double[] place = {50, 50};
            toCrs.transform(place, 0, place, 0, 1);
            double[] centre = transformed(toWgs84, place[0], place[1]);
            double step = 1e-4 * Math.max(1, Math.abs(place[0]) / 1e3);
            double[] northward = transformed(toWgs84, place[0] + step * north.x, place[1] + step * north.y);
            double azimuth =
                    Geodesic.WGS84.Inverse(centre[1], centre[0], northward[1], northward[0]).azi1 + orientation;
            Coordinate[] corners = new Coordinate[5];
            double[][] signs = {{1, 1}, {1, -1}, {-1, -1}, {-1, 1}};
            for (int i = 0; i < 4; i++) {
                double along = signs[i][0] * length / 2;
                double across = signs[i][1] * width / 2;
                GeodesicData corner = Geodesic.WGS84.Direct(
                        centre[1],
                        centre[0],
                        azimuth + Math.toDegrees(Math.atan2(across, along)),
                        Math.hypot(along, across));
                corners[i] = pixel(transformed(toWgs84.inverse(), corner.lon2, corner.lat2));
            }
            corners[4] = corners[0];
            return FACTORY.createPolygon(corners);
        }

        private static double[] transformed(MathTransform transform, double x, double y) throws TransformException {
            double[] place = {x, y};
            transform.transform(place, 0, place, 0, 1);
            return place;
        }

        private Coordinate pixel(double[] place) throws NoninvertibleTransformException {
            double[] pixel = new double[2];
            toCrs.inverseTransform(place, 0, pixel, 0, 1);
            return new Coordinate(pixel[0], pixel[1]);
        }
    }

    @Provide
    Arbitrary<Grid> grids() {
        return Arbitraries.of(GRIDS);
    }

    @Property(tries = 300)
    void rectanglesHaveTheirSidesAndDirection(
            @ForAll("grids") Grid grid,
            @ForAll @DoubleRange(min = 2, max = 400) double width,
            @ForAll @DoubleRange(min = 1.05, max = 8) double ratio,
            @ForAll @DoubleRange(min = 0, max = 179.99) double orientation)
            throws Exception {
        Polygon rectangle = grid.rectangle(width * ratio, width, orientation);
        InstanceMeasures measures = InstanceMeasures.of(rectangle, grid.scene.frame(rectangle.getEnvelopeInternal()));
        assertThat(measures.length()).isCloseTo(width * ratio, within(TOLERANCE * width * ratio + 0.001));
        assertThat(measures.width()).isCloseTo(width, within(TOLERANCE * width + 0.001));
        assertThat(measures.orientation()).isGreaterThanOrEqualTo(0).isLessThan(180);
        assertThat(Double.toString(measures.orientation())).matches("\\d+\\.\\d{1,2}");
        assertThat(Math.IEEEremainder(measures.orientation() - orientation, 180))
                .isCloseTo(0, within(0.1));
    }

    @Property(tries = 100)
    void orientedBoxesAreRightAngledOnTheGround(
            @ForAll("grids") Grid grid,
            @ForAll @DoubleRange(min = 5, max = 400) double width,
            @ForAll @DoubleRange(min = 0, max = 179.99) double orientation)
            throws Exception {
        Polygon rectangle = grid.rectangle(2 * width, width, orientation);
        Geometry box = GeometryForm.ORIENTED_BOX.of(FACTORY.createMultiPolygon(new Polygon[] {rectangle}), grid.scene);
        Geometry expected = grid.scene.toCrs(rectangle);
        assertThat(box.symDifference(expected).getArea()).isLessThan(TOLERANCE * expected.getArea());
    }
}
