package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.scene.SceneOptions;
import org.scorewps.process.tile.Window;

/** Rasters of the kinds that people have trouble with: what their metadata mean for what is shown. */
class FieldRastersTest {
    @TempDir
    private Path folder;

    private Path copy(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = getClass().getResourceAsStream("field/" + name)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private static Scene scene(CoverageFile file, String nodata, String crs) {
        return Scene.of(
                file.coverage(),
                new SceneOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(nodata),
                        Optional.ofNullable(crs),
                        OptionalDouble.empty(),
                        Optional.empty()),
                new SceneLimits(1_000_000));
    }

    private static double validShare(Scene scene) {
        return scene.read(new Window(0, 0, scene.width(), scene.height()))
                .valid()
                .map(valid -> {
                    int count = 0;
                    for (float value : valid.values()) {
                        count += value > 0 ? 1 : 0;
                    }
                    return (double) count / valid.values().length;
                })
                .orElse(1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "five_bands_alpha.tif, , 0.5",
        "nodata_comma.tif, , 0.6875",
        "nodata_ind.tif, , 0.6875",
        "nodata_comma.tif, none, 1",
        "nodata_comma.tif, -3.4028231e38, 0.6875"
    })
    void whatDoesntCountIsKnown(String name, String nodata, double share) throws IOException {
        try (CoverageFile file = CoverageFile.open(copy(name))) {
            assertThat(validShare(scene(file, nodata, null))).isEqualTo(share);
        }
    }

    @Test
    void redGreenAndBlueAreTheBandsThatSaySo() throws IOException {
        try (CoverageFile file = CoverageFile.open(copy("blue_green_red.tif"))) {
            Scene scene = scene(file, null, null);
            assertThat(scene.bands().red()).isEqualTo(2);
            assertThat(scene.read(new Window(40, 40, 1, 1)).image().rgb()).containsExactly(33, 55, 60);
            assertThat(scene.read(new Window(5, 5, 1, 1)).image().rgb()).containsExactly(24, 54, 59);
        }
    }

    @Test
    void mapInfosFileTellsThePlace() throws Exception {
        copy("mapinfo.tab");
        try (CoverageFile file = CoverageFile.open(copy("mapinfo.tif"))) {
            Scene scene = scene(file, null, null);
            Envelope place = scene.toCrs(new GeometryFactory().toGeometry(new Envelope(0, 96, 0, 96)))
                    .getEnvelopeInternal();
            assertThat(place.getMinX()).isCloseTo(546615.6, within(1e-6));
            assertThat(place.getMaxY()).isCloseTo(3742617.6, within(1e-6));
            assertThat(CRS.lookupEpsgCode(scene.crs(), false)).isEqualTo(26911);
        }
    }

    @Test
    void aWorldFileNeedsTheCrsNamed() throws Exception {
        Files.writeString(folder.resolve("mapinfo.tfw"), "0.6\n0\n0\n-0.6\n546615.9\n3742617.3\n");
        try (CoverageFile file = CoverageFile.open(copy("mapinfo.tif"))) {
            assertThatThrownBy(() -> scene(file, null, null))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("name it with crs, such as EPSG:32633");
            Scene scene = scene(file, null, "EPSG:26911");
            assertThat(CRS.lookupEpsgCode(scene.crs(), false)).isEqualTo(26911);
            assertThat(scene.groundResolution().mean()).isCloseTo(0.6, within(0.001));
        }
    }

    @Test
    void gdalsFileCountsBeforeTheTags() throws Exception {
        Path raster = copy("nodata_ind.tif");
        Files.writeString(
                folder.resolve("nodata_ind.tif.aux.xml"),
                "<PAMDataset><SRS>EPSG:32611</SRS><GeoTransform>500000, 2, 0, 4000000, 0, -2</GeoTransform>"
                        + "<PAMRasterBand band=\"1\"><NoDataValue>883</NoDataValue></PAMRasterBand></PAMDataset>");
        try (CoverageFile file = CoverageFile.open(raster)) {
            Scene scene = scene(file, null, null);
            assertThat(CRS.lookupEpsgCode(scene.crs(), false)).isEqualTo(32611);
            assertThat(scene.groundResolution().mean()).isCloseTo(2, within(0.01));
            assertThat(validShare(scene)).isLessThan(0.6875);
            assertThatThrownBy(() -> scene(file, null, "EPSG:26911"))
                    .hasMessageStartingWith("crs says EPSG:26911, but the coverage says EPSG:32611 itself");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0.4, true", "3, false"})
    void controlPointsThatAStraightGridFitsPlaceARaster(double off, boolean straight) throws Exception {
        Path raster = copy("mapinfo.tif");
        StringBuilder points = new StringBuilder();
        for (double[] pixel : new double[][] {{0, 0}, {96, 0}, {0, 96}, {96, 96}, {48, 48}}) {
            points.append("<GCP Pixel=\"%s\" Line=\"%s\" X=\"%s\" Y=\"%s\"/>"
                    .formatted(pixel[0], pixel[1], 500000 + pixel[0], 4000000 - pixel[1] + (pixel[0] == 48 ? off : 0)));
        }
        Files.writeString(
                folder.resolve("mapinfo.tif.aux.xml"),
                "<PAMDataset><GCPList Projection=\"EPSG:32611\">" + points + "</GCPList></PAMDataset>");
        if (straight) {
            try (CoverageFile file = CoverageFile.open(raster)) {
                assertThat(scene(file, null, null).groundResolution().mean()).isCloseTo(1, within(0.02));
            }
        } else {
            assertThatThrownBy(() -> CoverageFile.open(raster))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("mapinfo.tif can't be read: its 5 ground control points are up to ")
                    .hasMessageEndingWith("gdalwarp makes a copy that has one (gdalwarp in.tif out.tif)");
        }
    }
}
