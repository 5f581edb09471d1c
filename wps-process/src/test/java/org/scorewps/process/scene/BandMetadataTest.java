package org.scorewps.process.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.Coverages;
import org.scorewps.process.tile.Window;

/** What a file says of its bands: which are red, green, blue and alpha, what they are called, what stands for no data. */
class BandMetadataTest {
    private static final SceneLimits LIMITS = new SceneLimits(1_000_000);
    private static final int SIDE = 40;

    private static BandMetadata.Band band(String interpretation, String description) {
        return new BandMetadata.Band(
                Optional.of(interpretation).filter(text -> !text.isEmpty()),
                Optional.of(description).filter(text -> !text.isEmpty()),
                OptionalDouble.empty());
    }

    private static final BandMetadata BGRN = new BandMetadata(List.of(
            band("Blue", "B02"),
            band("Green", "B03"),
            band("Red", "B04"),
            band("", "Near Infrared"),
            band("Alpha", "")));

    /** Of samples 10 times the band's number, and the last band as given. */
    private static RenderedImage image(int type, int bands, IntBinaryOperator last) {
        SampleModel samples = new PixelInterleavedSampleModel(
                type, SIDE, SIDE, bands, bands * SIDE, IntStream.range(0, bands).toArray());
        WritableRaster raster = Raster.createWritableRaster(samples, null);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int band = 0; band < bands; band++) {
                    raster.setSample(x, y, band, band == bands - 1 ? last.applyAsInt(x, y) : 10 * (band + 1));
                }
            }
        }
        return new ShiftedImage(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY), 0, 0) {
            @Override
            public SampleModel getSampleModel() {
                return samples;
            }

            @Override
            public ColorModel getColorModel() {
                return null;
            }

            @Override
            public Raster getData(Rectangle area) {
                return raster.createChild(area.x, area.y, area.width, area.height, area.x, area.y, null);
            }
        };
    }

    private static GridCoverage2D coverage(RenderedImage image, BandMetadata metadata, String... names) {
        int bands = image.getSampleModel().getNumBands();
        GridSampleDimension[] dimensions = IntStream.range(0, bands)
                .mapToObj(band -> new GridSampleDimension(band < names.length ? names[band] : "Band" + (band + 1)))
                .toArray(GridSampleDimension[]::new);
        GridCoverage2D place = Coverages.utm(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY));
        return new GridCoverageFactory()
                .create(
                        "bands",
                        image,
                        place.getGridGeometry(),
                        dimensions,
                        null,
                        Map.of(BandMetadata.PROPERTY, metadata));
    }

    private static GridCoverage2D coverage(BandMetadata metadata, String... names) {
        return coverage(image(DataBuffer.TYPE_BYTE, 5, (x, y) -> y < 10 ? 0 : 255), metadata, names);
    }

    private static Scene scene(GridCoverage2D coverage, String bands, String nodata) {
        return Scene.of(
                coverage,
                new SceneOptions(
                        Optional.ofNullable(bands),
                        Optional.of("none"),
                        Optional.ofNullable(nodata),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty()),
                LIMITS);
    }

    private static String shown(Scene scene) {
        byte[] rgb = scene.read(new Window(20, 20, 1, 1)).image().rgb();
        return Arrays.toString(rgb);
    }

    @Test
    void redGreenAndBlueAreThoseTheFileSays() {
        assertThat(shown(scene(coverage(BGRN), null, null))).isEqualTo("[30, 20, 10]");
        BandMetadata noBlue = new BandMetadata(List.of(band("Red", ""), band("Green", ""), band("", "")));
        assertThat(shown(scene(coverage(noBlue), null, null))).isEqualTo("[10, 20, 30]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "red,green,blue | [30, 20, 10]",
                "RED; Green ;blue | [30, 20, 10]",
                "red green blue | [30, 20, 10]",
                "b04,b03,b02 | [30, 20, 10]",
                "near infrared,Red,3 | [40, 30, 30]",
                "Near Infrared | [40, 40, 40]",
                "swir,red,green | [10, 30, 20]"
            })
    void bandsAreNamed(String bands, String shown) {
        assertThat(shown(scene(coverage(BGRN, "swir"), bands, null))).isEqualTo(shown);
    }

    @Test
    void unknownNamesAreRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> scene(coverage(BGRN), "red,green,violet", null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("bands names \"violet\", but the coverage has bands 1 (B02, Blue), 2 (B03, Green),"
                        + " 3 (B04, Red), 4 (Near Infrared), 5 (Alpha)");
        BandMetadata twice = new BandMetadata(List.of(band("", "a"), band("", "A"), band("", "c")));
        assertThatThrownBy(() -> scene(coverage(twice), "a", null))
                .hasMessage("bands names \"a\", but several bands are called so: give numbers");
    }

    @Test
    void namesOfSampleDimensionsDontDecideWhatIsShown() {
        GridCoverage2D coverage =
                coverage(new BandMetadata(List.of()), "BLUE_BAND", "GREEN_BAND", "RED_BAND", "GRAY_INDEX");
        assertThat(shown(scene(coverage, null, null))).isEqualTo("[10, 20, 30]");
        assertThat(shown(scene(coverage, "red,green,blue", null))).isEqualTo("[30, 20, 10]");
    }

    @Test
    void anAlphaBandMasksWhereverItIs() {
        assertThat(hidden(scene(coverage(BGRN), null, null))).isEqualTo(10 * SIDE);
        assertThat(hidden(scene(coverage(new BandMetadata(List.of()), "a", "b", "c", "d", "ALPHA_BAND"), null, null)))
                .isEqualTo(10 * SIDE);
        assertThat(hidden(scene(coverage(new BandMetadata(List.of())), null, null)))
                .isZero();
    }

    @Test
    void aBandTaggedAsAlphaThatIsNoneMasksNothing() {
        BandMetadata twoAlphas = new BandMetadata(
                List.of(band("Red", ""), band("Green", ""), band("Blue", ""), band("Alpha", ""), band("Alpha", "")));
        GridCoverage2D infrared = coverage(image(DataBuffer.TYPE_BYTE, 5, (x, y) -> 3 * x + y), BGRN);
        assertThat(hidden(scene(infrared, null, null))).isZero();
        // the fourth is 40 everywhere: opaque, so the question is left to it
        assertThat(hidden(scene(coverage(twoAlphas), null, null))).isZero();
    }

    private static int hidden(Scene scene) {
        return scene.read(new Window(0, 0, SIDE, SIDE))
                .valid()
                .map(valid -> {
                    int count = 0;
                    for (float value : valid.values()) {
                        count += value > 0 ? 0 : 1;
                    }
                    return count;
                })
                .orElse(0);
    }

    @ParameterizedTest
    @CsvSource({
        "0, none, 0",
        "0, 30, 0",
        "0, '10,20,30,0,0', 40",
        "10, , 0",
        "0, '10 20 none 0 0', 0",
        "0, nan, 0",
        "0, 1e1, 0"
    })
    void nodataReplacesWhatTheFileSays(double own, String given, int row) {
        BandMetadata.Band band = new BandMetadata.Band(Optional.empty(), Optional.empty(), OptionalDouble.of(own));
        GridCoverage2D coverage = coverage(
                image(DataBuffer.TYPE_BYTE, 5, (x, y) -> 1), new BandMetadata(List.of(band, band, band, band, band)));
        assertThat(hidden(scene(coverage, null, given))).isEqualTo(row * SIDE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, true",
        "0, 10.7, true",
        "0, 9.99, false",
        "0, 266, false",
        "1, 10, true",
        "3, 10.4, true",
        "4, 10, true",
        "4, 10.000001, true",
        "4, 10.0001, false",
        "5, 10.000001, false",
        "5, 10, true"
    })
    void nodataIsComparedInTheTypeOfTheSamples(int type, String value, boolean hidden) {
        GridCoverage2D coverage = coverage(image(type, 2, (x, y) -> 1), new BandMetadata(List.of()));
        assertThat(hidden(scene(coverage, "1", value))).isEqualTo(hidden ? SIDE * SIDE : 0);
    }

    @Test
    void aFloatsNodataMayHaveFewDigits() {
        Nodata nodata = new Nodata(new double[][] {{-3.40282e38}}, DataBuffer.TYPE_FLOAT);
        assertThat(nodata.matches(0, -Float.MAX_VALUE)).isTrue();
        assertThat(nodata.matches(0, Float.MAX_VALUE)).isFalse();
        assertThat(nodata.matches(0, -1e30)).isFalse();
    }
}
