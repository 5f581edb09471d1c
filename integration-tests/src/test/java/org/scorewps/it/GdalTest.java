package org.scorewps.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Results as GDAL reads them, and rasters as GDAL writes them. */
@FindsRed
@Tag("slow")
class GdalTest extends ServerTest {
    private static final Pattern EXTENT = Pattern.compile("Extent: \\((\\S+), (\\S+)\\) - \\((\\S+), (\\S+)\\)");
    private static final Pattern COUNT = Pattern.compile("Feature Count: (\\d+)");

    /** One sample of the mask logits, in metres. */
    private static final double TOLERANCE = 4 * PaintedRaster.RESOLUTION;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsGdal() {
        Programs.assume("ogrinfo", "gdal-bin");
        Programs.assume("gdal_translate", "gdal-bin");
    }

    @ParameterizedTest
    @CsvSource({"geojson," + Wps.GEOJSON, "gml," + Wps.GML, "gpkg," + Wps.GEOPACKAGE})
    void readsWhatIsFound(String ending, String mimeType) throws Exception {
        Path result = folder.resolve("result." + ending);
        Files.write(result, wps().segment(square(), "red", mimeType).body());
        assertPlace(result);
    }

    static Stream<List<String>> variants() {
        return Stream.of(
                List.of("-co", "TILED=YES"),
                List.of("-co", "COMPRESS=LZW", "-co", "PREDICTOR=2"),
                List.of("-co", "COMPRESS=DEFLATE", "-co", "TILED=YES", "-co", "BLOCKXSIZE=64", "-co", "BLOCKYSIZE=32"),
                List.of("-co", "COMPRESS=JPEG"),
                List.of("-co", "COMPRESS=JPEG", "-co", "PHOTOMETRIC=YCBCR", "-co", "TILED=YES"),
                List.of("-co", "COMPRESS=PACKBITS", "-co", "ENDIANNESS=BIG"),
                List.of("-co", "INTERLEAVE=BAND"),
                List.of("-co", "BIGTIFF=YES"),
                List.of("-ot", "UInt16"),
                List.of("-ot", "Float32"),
                List.of("-a_nodata", "7"),
                List.of("-b", "1", "-b", "2", "-b", "3", "-b", "3"),
                List.of("-outsize", "200%", "200%"));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void findsTheSameInEveryKindOfGeoTiff(List<String> options) throws Exception {
        Path raster = folder.resolve("variant.tif");
        Object[] command = Stream.concat(
                        Stream.concat(Stream.of("gdal_translate", "-q"), options.stream()),
                        Stream.of(square().toString(), raster.toString()))
                .toArray();
        Programs.run(command);
        Path result = folder.resolve("result.gpkg");
        Files.write(result, wps().segment(raster, "red", Wps.GEOPACKAGE).body());
        assertPlace(result);
    }

    @ParameterizedTest
    @CsvSource({"EPSG:3857", "EPSG:4326", "EPSG:25833", "EPSG:3006"})
    void followsTheRasterIntoOtherCrs(String crs) throws Exception {
        Programs.assume("gdalwarp", "gdal-bin");
        Path raster = folder.resolve("warped.tif");
        Programs.run("gdalwarp", "-q", "-t_srs", crs, "-dstalpha", square(), raster);
        for (String ending : List.of("gml", "geojson")) {
            Path result = folder.resolve(crs.replace(':', '_') + "." + ending);
            String type = ending.equals("gml") ? Wps.GML : Wps.GEOJSON;
            Files.write(result, wps().segment(raster, "red", type).body());
            assertPlace(result);
        }
    }

    @Test
    void readsClassesWithTheirColoursAndNames() throws Exception {
        Path result = folder.resolve("classes.tif");
        Wps.Answer answer = wps().classes(square(), "red,crimson; storage tank");
        assertThat(answer.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("image/tiff");
        Files.write(result, answer.body());
        String info = Programs.run("gdalinfo", "-hist", result);
        assertThat(info)
                .contains("Size is " + SIZE + ", " + SIZE, "Type=Byte, ColorInterp=Palette", "NoData Value=0")
                .contains("CLASS_1=red", "CLASS_2=storage tank", "ID[\"EPSG\",32633]]")
                .contains("1: 230,25,75,255");
        if (server().findsRed()) {
            Path red = folder.resolve("red.tif");
            Programs.run("gdal_translate", "-q", "-a_nodata", "none", result, red);
            // a quarter of the pixels, less the corners
            Matcher mean = Pattern.compile("Mean=([\\d.]+)").matcher(Programs.run("gdalinfo", "-stats", red));
            assertThat(mean.find()).isTrue();
            assertThat(Double.parseDouble(mean.group(1))).isCloseTo(0.25, within(0.005));
        }
    }

    /** The square where it was painted or, of a network that knows no red, anything inside the raster. */
    private void assertPlace(Path result) throws Exception {
        Path projected = folder.resolve("projected.gpkg");
        Files.deleteIfExists(projected);
        Programs.run("ogr2ogr", "-q", "-t_srs", "EPSG:32633", "-nlt", "GEOMETRY", projected, result);
        String info = Programs.run("ogrinfo", "-ro", "-al", "-so", projected);
        double side = SIZE * PaintedRaster.RESOLUTION;
        double west = PaintedRaster.WEST;
        double south = PaintedRaster.SOUTH;
        if (server().findsRed()) {
            assertThat(first(COUNT, info)).isEqualTo("1");
            assertExtent(info, west + side / 4, south + side / 4, west + side * 3 / 4, south + side * 3 / 4);
        } else if (Integer.parseInt(first(COUNT, info)) > 0) {
            assertInside(info, west, south, west + side, south + side);
        }
    }

    private static void assertExtent(String info, double... expected) {
        double[] extent = extent(info);
        for (int i = 0; i < extent.length; i++) {
            assertThat(extent[i]).as(info).isCloseTo(expected[i], within(TOLERANCE));
        }
    }

    private static void assertInside(String info, double west, double south, double east, double north) {
        double[] extent = extent(info);
        assertThat(extent[0]).as(info).isGreaterThanOrEqualTo(west - 0.01);
        assertThat(extent[1]).as(info).isGreaterThanOrEqualTo(south - 0.01);
        assertThat(extent[2]).as(info).isLessThanOrEqualTo(east + 0.01);
        assertThat(extent[3]).as(info).isLessThanOrEqualTo(north + 0.01);
    }

    private static double[] extent(String info) {
        Matcher matcher = EXTENT.matcher(info);
        assertThat(matcher.find()).as(info).isTrue();
        return new double[] {
            Double.parseDouble(matcher.group(1)),
            Double.parseDouble(matcher.group(2)),
            Double.parseDouble(matcher.group(3)),
            Double.parseDouble(matcher.group(4))
        };
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
