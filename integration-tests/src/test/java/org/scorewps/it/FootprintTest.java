package org.scorewps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the network finds lies inside the raster: GDAL brings every vertex that the server wrote back to the
 * raster's pixels.
 */
@Tag("slow")
class FootprintTest extends ServerTest {
    /** Pixels; GeoJSON's coordinates are rounded to about a hundredth. */
    private static final double TOLERANCE = 0.05;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsGdal() {
        Programs.assume("gdaltransform", "gdal-bin");
    }

    /** Of these CRS nobody disputes the way to WGS84, as they do where the datum is an old one. */
    @ParameterizedTest
    @ValueSource(strings = {"EPSG:32633", "EPSG:3857", "EPSG:4326", "EPSG:3006", "EPSG:3035", "EPSG:25833"})
    void featuresLieInside(String crs) throws Exception {
        Path raster = folder.resolve("warped.tif");
        Programs.run("gdalwarp", "-q", "-t_srs", crs, "-dstalpha", square(), raster);
        assertInside(raster, Wps.GEOJSON, Wps.GML, Wps.GEOPACKAGE);
    }

    /** By the formats that can tell where they are without a code. */
    @Test
    void featuresLieInsideWhereTheCrsHasNoCode() throws Exception {
        Path raster = folder.resolve("warped.tif");
        String crs = "+proj=laea +lat_0=40 +lon_0=10 +datum=WGS84 +units=m";
        Programs.run("gdalwarp", "-q", "-t_srs", crs, "-dstalpha", square(), raster);
        assertInside(raster, Wps.GEOJSON, Wps.GEOPACKAGE);
    }

    @Test
    void aPlaceThatCantBeReadReliablyIsRefused() throws Exception {
        Path raster = folder.resolve("feet.tif");
        String crs = "+proj=tmerc +lat_0=30 +lon_0=14 +k=0.9999 +x_0=700000 +datum=WGS84 +units=us-ft";
        Programs.run("gdalwarp", "-q", "-t_srs", crs, "-dstalpha", square(), raster);
        assertThat(wps().segment(raster, "ship", Wps.GEOJSON).exceptionText()).contains("no EPSG code");
    }

    @Test
    void featuresLieInsideARotatedRaster() throws Exception {
        Path virtual = folder.resolve("rotated.vrt");
        Programs.run("gdal_translate", "-q", "-of", "VRT", square(), virtual);
        double across = PaintedRaster.RESOLUTION * Math.cos(Math.toRadians(30));
        double down = PaintedRaster.RESOLUTION * Math.sin(Math.toRadians(30));
        String rotated = String.format(
                Locale.ROOT,
                "<GeoTransform>%f, %f, %f, %f, %f, %f</GeoTransform>",
                PaintedRaster.WEST,
                across,
                down,
                PaintedRaster.SOUTH,
                down,
                -across);
        Files.writeString(
                virtual, Files.readString(virtual).replaceAll("(?s)<GeoTransform>.*?</GeoTransform>", rotated));
        Path raster = folder.resolve("rotated.tif");
        Programs.run("gdal_translate", "-q", virtual, raster);
        assertInside(raster, Wps.GEOJSON, Wps.GML, Wps.GEOPACKAGE);
    }

    private void assertInside(Path raster, String... types) throws Exception {
        JsonObject info = JsonParser.parseString(Programs.run("gdalinfo", "-json", raster))
                .getAsJsonObject();
        double width = info.getAsJsonArray("size").get(0).getAsDouble();
        double height = info.getAsJsonArray("size").get(1).getAsDouble();
        Path crs = Files.writeString(
                folder.resolve("crs.wkt"),
                info.getAsJsonObject("coordinateSystem").get("wkt").getAsString());
        for (String type : types) {
            Wps.Answer answer = wps().segment(raster, "ship; vehicle,car", type, "minScore", "0");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            Path result = Files.write(folder.resolve("result"), answer.body());
            List<double[]> pixels = pixels(raster, positions(result, crs));
            assertThat(pixels).as("vertices in %s", type).isNotEmpty().allSatisfy(pixel -> {
                assertThat(pixel[0]).isBetween(-TOLERANCE, width + TOLERANCE);
                assertThat(pixel[1]).isBetween(-TOLERANCE, height + TOLERANCE);
            });
        }
    }

    /** All vertices in a CRS, a line each, easting first. */
    private Path positions(Path features, Path crs) throws Exception {
        Path csv = folder.resolve("positions.csv");
        Files.deleteIfExists(csv);
        Programs.run(
                "ogr2ogr",
                "-q",
                "-f",
                "CSV",
                "-lco",
                "GEOMETRY=AS_WKT",
                "-t_srs",
                crs,
                "-select",
                "score",
                csv,
                features);
        List<String> lines = new ArrayList<>();
        for (String row : Files.readAllLines(csv)) {
            Arrays.stream(row.substring(0, Math.max(0, row.lastIndexOf(')'))).split("[^-+.eE0-9 ]+"))
                    .map(String::strip)
                    .filter(position -> position.contains(" "))
                    .forEach(lines::add);
        }
        return Files.write(folder.resolve("positions.txt"), lines, StandardCharsets.US_ASCII);
    }

    private static List<double[]> pixels(Path raster, Path positions) throws Exception {
        String answer = Programs.runWithInput(positions, "gdaltransform", "-i", raster);
        return answer.lines()
                .map(line -> Stream.of(line.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }
}
