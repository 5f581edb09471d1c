package org.scorewps.standalone.io.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.cs.DefaultEllipsoidalCS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.process.scene.BandMetadata;
import org.scorewps.tiff.TiffFile;

/** Rasters that GDAL writes, with all kinds of metadata, as GDAL reads them. */
class RasterMetadataGdalTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    /** Of what GDAL doesn't say of bands. */
    private static final List<String> NOTHING = List.of("Gray", "Undefined");

    @TempDir
    private Path folder;

    private String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() == 0 ? out : "";
    }

    private List<JsonObject> written() throws Exception {
        boolean gdal = Files.isExecutable(PYTHON)
                && !run(PYTHON.toString(), "-c", "from osgeo import gdal; print(gdal.__version__)")
                        .isEmpty();
        assumeTrue(gdal, "needs GDAL for Python: the Debian package python3-gdal");
        Path script = folder.resolve("rasters.py");
        try (InputStream in = getClass().getResourceAsStream("rasters.py")) {
            Files.write(script, in.readAllBytes());
        }
        return run(PYTHON.toString(), script.toString(), folder.toString())
                .lines()
                .map(line -> new Gson().fromJson(line, JsonObject.class))
                .toList();
    }

    @Test
    void isWhatGdalReads() throws Exception {
        List<JsonObject> rasters = written();
        List<String> different = new ArrayList<>();
        for (JsonObject raster : rasters) {
            String name = raster.get("file").getAsString();
            try {
                compare(raster, read(folder.resolve(name)));
            } catch (AssertionError | IOException | RuntimeException failure) {
                different.add(name + ": " + failure.getMessage());
            }
        }
        assertThat(different).isEmpty();
        assertThat(rasters.size()).isGreaterThan(200);
    }

    private static RasterMetadata read(Path file) throws IOException {
        try (TiffFile tiff = TiffFile.open(file)) {
            return RasterMetadata.of(file, tiff.directories().get(0));
        }
    }

    private static void compare(JsonObject gdal, RasterMetadata ours) throws IOException {
        comparePlace(gdal, ours);
        assertThat(ours.bands().bands().stream()
                        .map(band -> band.nodata().isPresent()
                                ? Double.toString(band.nodata().getAsDouble())
                                : "none")
                        .toList())
                .isEqualTo(texts(gdal.getAsJsonArray("nodata")).stream()
                        .map(text -> text.equals("none") ? text : Double.toString(number(text)))
                        .toList());
        assertThat(ours.bands().bands().stream()
                        .map(band -> band.description().orElse(""))
                        .toList())
                .isEqualTo(texts(gdal.getAsJsonArray("descriptions")));
        assertThat(ours.bands().bands().stream()
                        .map(BandMetadata.Band::interpretation)
                        .toList())
                .isEqualTo(texts(gdal.getAsJsonArray("shown")).stream()
                        .map(shown -> NOTHING.contains(shown) ? Optional.empty() : Optional.of(shown))
                        .toList());
    }

    /** As Python writes it. */
    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static List<String> texts(JsonArray array) {
        List<String> texts = new ArrayList<>();
        for (JsonElement element : array) {
            texts.add(element instanceof JsonNull ? "none" : element.getAsString());
        }
        return texts;
    }

    private static void comparePlace(JsonObject gdal, RasterMetadata ours) {
        if (gdal.get("grid") instanceof JsonArray grid) {
            double[] wanted = new Gson().fromJson(grid, double[].class);
            double[] found = new double[6];
            ours.transform().orElseThrow().getMatrix(found);
            double[] inGdalsOrder = {found[4], found[0], found[2], found[5], found[1], found[3]};
            assertThat(inGdalsOrder).containsExactly(wanted, within(1e-8 * Math.max(1, Math.abs(wanted[3]))));
            if (gdal.get("degrees") instanceof JsonArray degrees) {
                double[] place = {WIDTH / 2.0, HEIGHT / 2.0};
                ours.transform().get().transform(place, 0, place, 0, 1);
                assertThat(onItsDatum(ours.crs().orElseThrow(), place))
                        .containsExactly(new Gson().fromJson(degrees, double[].class), within(2e-8));
            } else {
                assertThat(ours.crs()).isEmpty();
            }
        } else {
            assertThat(ours.transform()).isEmpty();
        }
    }

    private static double[] onItsDatum(CoordinateReferenceSystem crs, double[] place) {
        GeographicCRS base = crs instanceof ProjectedCRS projected ? projected.getBaseCRS() : (GeographicCRS) crs;
        double[] degrees = place.clone();
        try {
            CRS.findMathTransform(
                            crs, new DefaultGeographicCRS("base", base.getDatum(), DefaultEllipsoidalCS.GEODETIC_2D))
                    .transform(degrees, 0, degrees, 0, 1);
        } catch (Exception unusable) {
            throw new IllegalStateException(unusable);
        }
        return degrees;
    }
}
