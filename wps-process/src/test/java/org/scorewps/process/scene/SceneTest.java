package org.scorewps.process.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.referencing.crs.DefaultEngineeringCRS;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.Coverages;
import org.scorewps.process.tile.Window;

class SceneTest {
    private static final SceneLimits LIMITS = new SceneLimits(1_000_000);
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static Scene scene(GridCoverage2D coverage) {
        return Scene.of(coverage, SceneOptions.NONE, LIMITS);
    }

    private static Scene scene(GridCoverage2D coverage, String bands, String stretch) {
        return Scene.of(
                coverage,
                new SceneOptions(
                        Optional.ofNullable(bands),
                        Optional.ofNullable(stretch),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty()),
                LIMITS);
    }

    private static int[] pixel(Scene scene, int x, int y) {
        byte[] rgb = scene.read(new Window(x, y, 1, 1)).image().rgb();
        return new int[] {rgb[0] & 0xff, rgb[1] & 0xff, rgb[2] & 0xff};
    }

    private static boolean valid(Scene scene, int x, int y) {
        return scene.read(new Window(x, y, 1, 1)).valid().isEmpty();
    }

    private static BufferedImage bands(int type, int width, int height, boolean alpha, Filling filling, int count) {
        ColorSpace space = ColorSpace.getInstance(count < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        ColorModel colors =
                new ComponentColorModel(space, alpha, false, alpha ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE, type);
        SampleModel samples =
                new PixelInterleavedSampleModel(type, width, height, count, count * width, offsets(count));
        WritableRaster raster = Raster.createWritableRaster(samples, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < count; band++) {
                    raster.setSample(x, y, band, filling.value(x, y, band));
                }
            }
        }
        return new BufferedImage(colors, raster, false, null);
    }

    private static int[] offsets(int count) {
        int[] offsets = new int[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = i;
        }
        return offsets;
    }

    private interface Filling {
        float value(int x, int y, int band);
    }

    @Test
    void eightBitColoursAreTakenAsTheyAre() {
        Scene scene = scene(Coverages.utm(Coverages.picture(
                40, 30, BufferedImage.TYPE_3BYTE_BGR, new Color(10, 20, 30), new Rectangle(5, 6, 7, 8))));
        assertThat(scene.width()).isEqualTo(40);
        assertThat(scene.height()).isEqualTo(30);
        assertThat(pixel(scene, 5, 6)).containsExactly(10, 20, 30);
        assertThat(pixel(scene, 4, 6)).containsExactly(128, 128, 128);
        assertThat(scene.groundResolution().x()).isCloseTo(0.5, within(0.001));
        assertThat(scene.groundResolution().y()).isCloseTo(0.5, within(0.001));
    }

    @Test
    void greyIsReplicated() {
        Scene scene = scene(Coverages.utm(bands(DataBuffer.TYPE_BYTE, 8, 8, false, (x, y, band) -> 10 * x, 1)));
        assertThat(pixel(scene, 7, 3)).containsExactly(70, 70, 70);
    }

    @Test
    void bandsAreChosen() {
        GridCoverage2D coverage =
                Coverages.utm(bands(DataBuffer.TYPE_BYTE, 8, 8, true, (x, y, band) -> 50 * band + x + y, 4));
        assertThat(pixel(scene(coverage, "4,2,1", null), 3, 2)).containsExactly(155, 55, 5);
        assertThat(pixel(scene(coverage, " 3 ", null), 3, 2)).containsExactly(105, 105, 105);
        assertThatThrownBy(() -> scene(coverage, "1,2,5", null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("bands names band 5, but the coverage has 4 bands (numbered from 1)");
        assertThatThrownBy(() -> scene(coverage, "1,2", null)).hasMessageContaining("bands must be one or three");
        assertThatThrownBy(() -> scene(coverage, "a,b,c", null)).hasMessageContaining("bands names \"a\"");
        assertThatThrownBy(() -> scene(coverage, "0,1,2", null)).hasMessageContaining("bands names band 0");
    }

    @Test
    void palettesAreExpanded() {
        byte[] red = {(byte) 200, 10, 0};
        byte[] green = {100, 20, 0};
        byte[] blue = {50, 30, 0};
        BufferedImage image = new BufferedImage(
                8, 8, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 3, red, green, blue, 2));
        image.getRaster().setSample(1, 1, 0, 1);
        image.getRaster().setSample(2, 1, 0, 2);
        Scene scene = scene(Coverages.utm(image));
        assertThat(pixel(scene, 0, 0)).containsExactly(200, 100, 50);
        assertThat(pixel(scene, 1, 1)).containsExactly(10, 20, 30);
        assertThat(valid(scene, 1, 1)).isTrue();
        assertThat(valid(scene, 2, 1)).isFalse();
    }

    @Test
    void sixteenBitsAreStretchedOnceForTheWholeScene() {
        GridCoverage2D coverage = Coverages.utm(
                bands(DataBuffer.TYPE_USHORT, 101, 100, false, (x, y, band) -> 1000 * (band + 1) + 10 * x, 3));
        Scene scene = scene(coverage);
        assertThat(pixel(scene, 2, 50)).containsExactly(0, 0, 0);
        assertThat(pixel(scene, 98, 50)).containsExactly(255, 255, 255);
        assertThat(pixel(scene, 50, 0)[1]).isBetween(126, 129);
        Scene fixed = scene(coverage, null, "1000,2000");
        assertThat(pixel(fixed, 50, 0)).containsExactly(128, 255, 255);
        assertThat(pixel(scene(coverage, null, "none"), 0, 0)).containsExactly(255, 255, 255);
    }

    @Test
    void badStretches() {
        GridCoverage2D coverage = Coverages.utm(Coverages.picture(8, 8, BufferedImage.TYPE_3BYTE_BGR));
        for (String text : new String[] {"auto", "5", "1,2,3", "NaN,1", "1,Infinity"}) {
            assertThatThrownBy(() -> scene(coverage, null, text))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("stretch must be none, percentile or \"min,max\", not \"" + text + "\"");
        }
        assertThatThrownBy(() -> scene(coverage, null, "7,7")).hasMessageContaining("a smaller and a larger value");
    }

    @Test
    void floatsWithNaNAreStretchedAndHoled() {
        Scene scene = scene(Coverages.utm(
                bands(DataBuffer.TYPE_FLOAT, 64, 64, false, (x, y, band) -> x < 8 ? Float.NaN : 0.1f + x / 1000f, 3)));
        assertThat(valid(scene, 7, 7)).isFalse();
        assertThat(valid(scene, 8, 7)).isTrue();
        assertThat(pixel(scene, 63, 0)).containsExactly(255, 255, 255);
        assertThat(pixel(scene, 8, 0)).containsExactly(0, 0, 0);
        // invalid pixels look neutral to the network
        assertThat(pixel(scene, 3, 3)).containsExactly(123, 117, 104);
    }

    @Test
    void nodataIsAHoleOnlyWhereAllBandsHaveIt() {
        Scene scene = scene(Coverages.utm(
                bands(DataBuffer.TYPE_BYTE, 16, 16, false, (x, y, band) -> x < 4 || (x < 8 && band == 1) ? 0 : 90, 3),
                0));
        assertThat(valid(scene, 3, 3)).isFalse();
        assertThat(valid(scene, 5, 3)).isTrue();
        assertThat(valid(scene, 9, 3)).isTrue();
    }

    @Test
    void transparentPixelsAreHoles() {
        Scene scene = scene(Coverages.utm(
                bands(DataBuffer.TYPE_BYTE, 16, 16, true, (x, y, band) -> band == 3 ? (x < 4 ? 0 : 255) : 90, 4)));
        assertThat(valid(scene, 3, 3)).isFalse();
        assertThat(valid(scene, 4, 3)).isTrue();
    }

    @Test
    void sixteenBitAlphaUpTo255IsAlpha() {
        Scene scene = scene(Coverages.utm(bands(
                DataBuffer.TYPE_USHORT, 16, 16, true, (x, y, band) -> band == 3 ? (x < 4 ? 0 : 255) : 10 * x, 4)));
        assertThat(valid(scene, 3, 3)).isFalse();
        assertThat(valid(scene, 4, 3)).isTrue();
    }

    @Test
    void nearInfraredTaggedAsAlphaIsNoAlpha() {
        Random random = new Random(7);
        Scene scene = scene(Coverages.utm(
                bands(DataBuffer.TYPE_BYTE, 64, 64, true, (x, y, band) -> band == 3 ? random.nextInt(256) : 90, 4)));
        assertThat(scene.read(new Window(0, 0, 64, 64)).valid()).isEmpty();
    }

    @Test
    void imagesMayBeginAnywhere() {
        BufferedImage picture = Coverages.picture(
                60, 50, BufferedImage.TYPE_3BYTE_BGR, new Color(200, 0, 0), new Rectangle(10, 20, 5, 5));
        RenderedImage shifted = new ShiftedImage(picture, -100, 37);
        // the transform speaks of the image's own coordinates
        GridCoverage2D coverage = Coverages.place(
                shifted, new AffineTransform(2, 0, 0, -2, 500000, 5000000), Coverages.crs("EPSG:32633"));
        Scene scene = scene(coverage);
        // scene pixels begin where those of all cut-outs of the picture may begin: at a multiple of 16
        assertThat(pixel(scene, 12 + 10, 5 + 20)).containsExactly(200, 0, 0);
        assertThat(scene.part()).isEqualTo(new Window(12, 5, 60, 50));
        assertThat(valid(scene, 12, 5)).isTrue();
        assertThat(valid(scene, 11, 5)).isFalse();
        assertThat(valid(scene, 12, 4)).isFalse();
        Geometry place = scene.toCrs(FACTORY.createPoint(new Coordinate(12, 5)));
        assertThat(place.getCoordinate().x).isCloseTo(500000 - 200, within(1e-6));
        assertThat(place.getCoordinate().y).isCloseTo(5000000 - 74, within(1e-6));
    }

    @Test
    void rotationAndShearAreHonoured() {
        AffineTransform rotated = new AffineTransform(3, 1, -1.5, -2.5, 500000, 5000000);
        Scene scene = scene(Coverages.place(
                Coverages.picture(20, 20, BufferedImage.TYPE_3BYTE_BGR), rotated, Coverages.crs("EPSG:32633")));
        Geometry place = scene.toCrs(FACTORY.createPoint(new Coordinate(7, 11)));
        assertThat(place.getCoordinate().x).isCloseTo(500000 + 21 - 16.5, within(1e-6));
        assertThat(place.getCoordinate().y).isCloseTo(5000000 + 7 - 27.5, within(1e-6));
        assertThat(scene.groundResolution().x()).isCloseTo(Math.hypot(3, 1), within(0.01));
        assertThat(scene.groundResolution().y()).isCloseTo(Math.hypot(1.5, 2.5), within(0.01));
    }

    @Test
    void geographicPixelsAreMeasuredOnTheGround() {
        // EPSG:4326 by the book: latitude first
        AffineTransform latitudeFirst = new AffineTransform(0, 0.001, -0.001, 0, 60, 10);
        Scene scene = scene(Coverages.place(
                Coverages.picture(20, 20, BufferedImage.TYPE_3BYTE_BGR), latitudeFirst, Coverages.crs("EPSG:4326")));
        assertThat(scene.groundResolution().x()).isCloseTo(55.8, within(0.1));
        assertThat(scene.groundResolution().y()).isCloseTo(111.4, within(0.1));
        Geometry place = scene.toCrs(FACTORY.createPoint(new Coordinate(5, 10)));
        assertThat(place.getCoordinate().x).isCloseTo(59.99, within(1e-9));
        assertThat(place.getCoordinate().y).isCloseTo(10.005, within(1e-9));
    }

    @Test
    void resamplingKeepsThingsInPlace() {
        GridCoverage2D coverage = Coverages.utm(Coverages.picture(
                200, 120, BufferedImage.TYPE_3BYTE_BGR, new Color(255, 0, 0), new Rectangle(40, 20, 80, 60)));
        for (double metres : new double[] {0.2, 1.0, 1.3, 4}) {
            Scene scene = Scene.of(
                    coverage,
                    new SceneOptions(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            OptionalDouble.of(metres),
                            Optional.empty()),
                    LIMITS);
            assertThat(scene.groundResolution().mean()).isCloseTo(metres, within(1e-9 * metres));
            // grey around, red inside, in the middle of the edge in between
            assertThat(redness(scene, 40 - 9, 50)).isCloseTo(128, within(2.0));
            assertThat(redness(scene, 80, 50)).isCloseTo(255, within(2.0));
            Geometry corner = scene.toCrs(FACTORY.createPoint(new Coordinate(scene.width(), scene.height())));
            assertThat(corner.getCoordinate().x).isCloseTo(500100, within(0.5 * metres));
            assertThat(corner.getCoordinate().y).isCloseTo(4999940, within(0.5 * metres));
        }
    }

    private static double redness(Scene scene, double nativeX, double nativeY) {
        // half a metre on the map is a little more on the ground
        double scale = scene.groundResolution().x() / (0.5 / 0.9996);
        return pixel(scene, (int) (nativeX / scale), (int) (nativeY / scale))[0];
    }

    @Test
    void windowsOfAResampledSceneAgree() {
        Random random = new Random(3);
        GridCoverage2D coverage =
                Coverages.utm(bands(DataBuffer.TYPE_BYTE, 90, 70, false, (x, y, band) -> random.nextInt(256), 3));
        Scene scene = Scene.of(
                coverage,
                new SceneOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.of(0.8),
                        Optional.empty()),
                LIMITS);
        byte[] whole = scene.read(new Window(0, 0, scene.width(), scene.height()))
                .image()
                .rgb();
        byte[] part = scene.read(new Window(13, 9, 11, 7)).image().rgb();
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 11; x++) {
                assertThat(part[3 * (y * 11 + x)]).isEqualTo(whole[3 * ((y + 9) * scene.width() + x + 13)]);
            }
        }
    }

    @Test
    void aRegionOfInterestCutsTheScene() {
        GridCoverage2D coverage = Coverages.utm(Coverages.picture(200, 120, BufferedImage.TYPE_3BYTE_BGR));
        Geometry roi = FACTORY.toGeometry(new Envelope(500010, 500020.2, 4999970, 4999990));
        Scene scene = Scene.of(
                coverage,
                new SceneOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.of(roi)),
                LIMITS);
        assertThat(scene.width()).isEqualTo(200);
        assertThat(scene.part()).isEqualTo(new Window(20, 20, 21, 40));
        assertThat(scene.roi().orElseThrow().getArea()).isCloseTo(20.4 * 40, within(1e-6));
        Geometry elsewhere = FACTORY.toGeometry(new Envelope(600010, 600020, 4999970, 4999990));
        assertThatThrownBy(() -> Scene.of(
                        coverage,
                        new SceneOptions(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalDouble.empty(),
                                Optional.of(elsewhere)),
                        LIMITS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("roi doesn't touch the coverage");
    }

    @Test
    void coveragesWithoutACrsAreRefused() {
        GridCoverage2D coverage = Coverages.place(
                Coverages.picture(20, 20, BufferedImage.TYPE_3BYTE_BGR),
                new AffineTransform(),
                DefaultEngineeringCRS.GENERIC_2D);
        assertThatThrownBy(() -> scene(coverage))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no coordinate reference system");
    }

    @Test
    void tooManyPixelsAreRefusedBeforeAnyIsRead() {
        RenderedImage image = new UnreadableImage(20_000, 20_000);
        GridCoverage2D coverage = Coverages.utm(image);
        assertThatThrownBy(() -> scene(coverage))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the coverage has 20000 x 20000 pixels, at most 1000000 are allowed: choose a part with roi");
    }

    @Test
    void onePixelIsAScene() {
        Scene scene = scene(Coverages.utm(Coverages.picture(1, 1, BufferedImage.TYPE_3BYTE_BGR)));
        assertThat(scene.read(new Window(0, 0, 1, 1)).image().rgb()).hasSize(3);
    }
}
