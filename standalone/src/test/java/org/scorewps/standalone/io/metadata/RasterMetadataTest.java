package org.scorewps.standalone.io.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.tiff.metadata.ControlPoint;
import org.scorewps.tiff.metadata.GdalMetadata;
import org.scorewps.tiff.metadata.NodataText;
import org.scorewps.tiff.metadata.PamFile;

/** What files beside a raster say, without GDAL at hand. */
class RasterMetadataTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'-3,4028230607370965e+038' | -3.4028230607370965e+38",
                "-1.#IND | NaN",
                "1.#QNAN | NaN",
                "nan | NaN",
                "-inf | -Infinity",
                "1.#INF00 | Infinity",
                "' 7 ' | 7",
                "7abc | 7",
                "abc | 0",
                "'  ' | 0",
                "0x1F | 31",
                "-9999 | -9999",
                "1e400 | Infinity"
            })
    void nodataIsReadAsGdalReadsIt(String text, double value) {
        assertThat(NodataText.parse(text)).hasValue(value);
    }

    @Test
    void emptyNodataIsNone() {
        assertThat(NodataText.parse("")).isEmpty();
    }

    @Test
    void anAffineFitIsTheBestGrid() {
        List<ControlPoint> square = List.of(
                new ControlPoint(0, 0, 100, 200),
                new ControlPoint(10, 0, 120, 200),
                new ControlPoint(0, 10, 100, 180),
                new ControlPoint(10, 10, 120, 176));
        AffineFit fit = AffineFit.of(square).orElseThrow();
        // the four corners share what one of them is off
        assertThat(fit.error()).isCloseTo(0.5, within(0.1));
        assertThat(fit.transform().getTranslateY()).isCloseTo(201, within(1e-9));
        assertThat(AffineFit.of(square.subList(0, 3)).orElseThrow().error()).isCloseTo(0, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void pointsOnALineAreNoGrid(int count) {
        List<ControlPoint> line = IntStream.range(0, count)
                .mapToObj(i -> new ControlPoint(10 * i, 0, 100 + 10 * i, 200))
                .toList();
        assertThat(AffineFit.of(line)).isEmpty();
    }

    @Test
    void aWorldFileTellsTheFirstPixelsCentre() throws IOException {
        AffineTransform place =
                WorldFile.parse("0,5\n0\n0\n-0,5\n100,25\n199,75\n").orElseThrow();
        assertThat(place).isEqualTo(new AffineTransform(0.5, 0, 0, -0.5, 100, 200));
        for (String noGrid : new String[] {"", "1\n2\n3", "0\n0\n0\n0\n1\n2"}) {
            assertThat(WorldFile.parse(noGrid)).isEmpty();
        }
        Files.writeString(folder.resolve("a.TFW"), "1\n0\n0\n-1\n0.5\n-0.5\n");
        assertThat(WorldFile.beside(folder.resolve("a.tif"))).contains(new AffineTransform(1, 0, 0, -1, 0, 0));
        assertThat(WorldFile.beside(folder.resolve("b.tif"))).isEmpty();
    }

    @Test
    void mapInfoCountsPixelsInCorners() throws Exception {
        TabFile tab = TabFile.parse("""
                !table
                !version 300

                Definition Table
                  File "09_mapinfo_tab.tif"
                  Type "RASTER"
                  (546615.6,3742617.6) (0,0) Label "Pt 1",
                  (546673.2,3742617.6) (96,0) Label "Pt 2",
                  (546615.6,3742560.0) (0,96) Label "Pt 3",
                  (546673.2,3742560.0) (96,96) Label "Pt 4"
                  CoordSys Earth Projection 8, 74, "m", -117, 0, 0.9996, 500000, 0
                  Units "m"
                """).orElseThrow();
        assertThat(tab.transform().getTranslateX()).isCloseTo(546615.6, within(1e-6));
        assertThat(tab.transform().getTranslateY()).isCloseTo(3742617.6, within(1e-6));
        assertThat(CRS.lookupEpsgCode(tab.crs().orElseThrow(), false)).isEqualTo(26911);
        assertThat(TabFile.parse("Definition Table\n Type NATIVE Charset \"x\"\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CoordSys NonEarth Units \"m\" Bounds (0, 0) (1, 1)",
                "CoordSys Earth Projection 99, 104, \"m\", 0",
                "CoordSys Earth Projection 8, 5555, \"m\", 15, 0, 0.9996, 500000, 0",
                "CoordSys Earth Projection 8, 104, \"cubits\", 15, 0, 0.9996, 500000, 0",
                "CoordSys Earth Projection 8, 104",
                "CoordSys Earth Projection",
                "CoordSys"
            })
    void otherSystemsOfMapInfoGiveNoCrs(String text) {
        assertThat(MapInfoCrs.parse(text)).isEmpty();
    }

    @Test
    void entitiesOfXmlAreReadAndNoneDefined() throws Exception {
        assertThat(GdalMetadata.bands(
                        "<GDALMetadata><Item name=\"DESCRIPTION\" sample=\"1\" role=\"description\">R&amp;D &#228;"
                                + " &amp;lt;1&amp;gt; AT&T;</Item></GDALMetadata>"))
                .isEmpty();
        assertThat(GdalMetadata.bands(
                                "<GDALMetadata><Item name=\"DESCRIPTION\" sample=\"1\" role=\"description\">R&amp;D &#228;"
                                        + " &amp;lt;1&amp;gt;</Item></GDALMetadata>")
                        .get(1)
                        .description())
                .contains("R&D ä <1>");
        String bomb =
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><PAMDataset><SRS>&x;</SRS></PAMDataset>";
        Optional<String> crs;
        try {
            crs = PamFile.parse(bomb).crs();
        } catch (XMLStreamException refused) {
            crs = Optional.empty();
        }
        assertThat(crs).isEmpty();
    }

    @Test
    void aFileBesideThatIsNoXmlSaysNothing() throws IOException {
        for (String text : List.of("", "<PAMDataset><SRS>", "no XML <<<", "<html><body>404</body></html>")) {
            Files.writeString(folder.resolve("a.tif.aux.xml"), text);
            PamFile pam = PamFile.beside(folder.resolve("a.tif"));
            assertThat(pam.crs()).isEmpty();
            assertThat(pam.transform()).isEmpty();
            assertThat(pam.bands()).isEmpty();
        }
        assertThat(PamFile.beside(folder.resolve("b.tif")).transform()).isEmpty();
    }

    @Test
    void wellKnownTextIsEastingFirst() throws Exception {
        String degrees = CRS.decode("EPSG:4326").toWKT();
        assertThat(WktCrs.parse(degrees)
                        .orElseThrow()
                        .getCoordinateSystem()
                        .getAxis(0)
                        .getDirection())
                .isEqualTo(CRS.decode("EPSG:4326", true)
                        .getCoordinateSystem()
                        .getAxis(0)
                        .getDirection());
        assertThat(CRS.lookupEpsgCode(
                        WktCrs.parse("PROJCRS[\"WGS 84 / UTM zone 33N\", BASEGEOGCRS[\"WGS 84\", ID[\"EPSG\",4326]],"
                                        + " USAGE[SCOPE[\"x\"]], ID[\"EPSG\",32633]]")
                                .orElseThrow(),
                        false))
                .isEqualTo(32633);
        assertThat(WktCrs.parse("PROJCS[\"nonsense")).isEmpty();
        assertThat(WktCrs.parse(" ")).isEmpty();
    }
}
