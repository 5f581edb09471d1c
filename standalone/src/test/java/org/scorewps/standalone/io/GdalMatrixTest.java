package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.geotools.coverage.grid.GridCoverage2D;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.scene.Overviews;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.scene.SceneOptions;
import org.scorewps.process.tile.Window;

/**
 * GDAL is the judge: it writes some thousand small TIFF files, all compressions, interleavings, sample types, bits, strips and
 * tiles, sparse or not, with nodata, masks, alpha, overviews, in both byte orders, as TIFF and BigTIFF. Every sample and every
 * pixel's validity must be those that GDAL reads, unless the file is of one of the few kinds that are refused.
 */
@Tag("slow")
class GdalMatrixTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final int PARTS = 2;
    private static final int SHOWN = 30;

    /** What may be refused. */
    private static final Pattern REFUSABLE = Pattern.compile(
            "compress=(LERC|LERC_DEFLATE|LERC_ZSTD|WEBP|LZMA|JXL) .*|.*sample=C.*|compress=JPEG .*nbits=12.*");

    @TempDir
    Path folder;

    private final List<String> different = new ArrayList<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private int equal;

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PYTHON.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void write() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(PYTHON)
                        && start("-c", "from osgeo import gdal_array").waitFor() == 0,
                "GDAL for Python is missing: apt-get install python3-gdal");
        Path script = folder.resolve("matrix.py");
        try (InputStream source = GdalMatrixTest.class.getResourceAsStream("matrix.py")) {
            Files.copy(source, script);
        }
        List<Process> writers = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            writers.add(start(script.toString(), folder.toString(), String.valueOf(part), String.valueOf(PARTS)));
        }
        for (Process writer : writers) {
            assertThat(writer.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(writer.exitValue()).isZero();
        }
    }

    @Test
    void everySampleIsGdals() throws IOException, InterruptedException {
        write();
        for (int part = 0; part < PARTS; part++) {
            try (RandomAccessFile values = new RandomAccessFile(
                    folder.resolve("values" + part + ".bin").toFile(), "r")) {
                for (String line : Files.readAllLines(folder.resolve("index" + part + ".txt"))) {
                    compare(GdalFile.parse(line), values);
                }
            }
        }
        int refusals = refused.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "TIFF files as GDAL reads them: %d equal, %d refused, %d different%n",
                equal, refusals, different.size());
        refused.forEach((reason, count) -> System.out.printf("  %d refused: %s%n", count, reason));
        assertThat(different.stream().limit(SHOWN)).isEmpty();
        // how many there are depends on what GDAL was built with
        assertThat(equal).isGreaterThan(10 * refusals);
    }

    private void compare(GdalFile file, RandomAccessFile values) throws IOException {
        try (CoverageFile raster = CoverageFile.open(folder.resolve(file.name()))) {
            Optional<String> wrong = wrong(raster.coverage(), file, values);
            if (wrong.isPresent()) {
                different.add(file.name() + " (" + file.kind() + "): " + wrong.get());
            } else {
                equal++;
            }
        } catch (InvalidInputException reason) {
            if (REFUSABLE.matcher(file.kind()).matches()) {
                refused.merge(reason.getMessage().replace(file.name() + " can't be read: ", ""), 1, Integer::sum);
            } else {
                different.add(file.name() + " (" + file.kind() + "): " + reason.getMessage());
            }
        } catch (RuntimeException failure) {
            different.add(file.name() + " (" + file.kind() + "): " + failure);
        }
    }

    private static Optional<String> wrong(GridCoverage2D coverage, GdalFile file, RandomAccessFile values)
            throws IOException {
        if (file.levels().isEmpty()) {
            return Optional.of("is read");
        }
        List<GridCoverage2D> levels = new ArrayList<>(List.of(coverage));
        levels.addAll(((Overviews) coverage.getProperty(Overviews.PROPERTY)).coverages());
        if (levels.size() != file.levels().size()) {
            return Optional.of("%d images instead of %d"
                    .formatted(levels.size(), file.levels().size()));
        }
        for (int i = 0; i < levels.size(); i++) {
            GdalFile.Level expected = file.levels().get(i);
            Optional<String> wrong = wrong(
                    levels.get(i).getRenderedImage(),
                    expected,
                    file.bands(),
                    GdalFile.samples(values, expected.samples()));
            if (wrong.isPresent()) {
                return wrong.map(what -> "image " + what);
            }
        }
        return wrongMask(coverage, file, GdalFile.samples(values, file.valid()));
    }

    private static Optional<String> wrong(RenderedImage image, GdalFile.Level expected, int bands, double[] samples) {
        Raster raster = image.getData();
        if (raster.getWidth() != expected.width()
                || raster.getHeight() != expected.height()
                || raster.getNumBands() != bands) {
            return Optional.of("of another size");
        }
        for (int band = 0; band < bands; band++) {
            for (int y = 0; y < expected.height(); y++) {
                for (int x = 0; x < expected.width(); x++) {
                    double sample = raster.getSampleDouble(x, y, band);
                    double gdal = samples[(band * expected.height() + y) * expected.width() + x];
                    if (sample != gdal && !(Double.isNaN(sample) && Double.isNaN(gdal))) {
                        return Optional.of("band %d, %d, %d: %s instead of %s".formatted(band + 1, x, y, sample, gdal));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrongMask(GridCoverage2D coverage, GdalFile file, double[] expected) {
        GdalFile.Level size = file.levels().get(0);
        Optional<float[]> valid = Scene.of(coverage, SceneOptions.NONE, new SceneLimits(1_000_000))
                .read(new Window(0, 0, size.width(), size.height()))
                .valid()
                .map(MaskLogits::values);
        for (int i = 0; i < expected.length; i++) {
            int pixel = i;
            boolean is = valid.map(values -> values[pixel] > 0).orElse(true);
            if (is != expected[i] > 0) {
                return Optional.of(
                        "pixel %d, %d is %s".formatted(i % size.width(), i / size.width(), is ? "valid" : "invalid"));
            }
        }
        return Optional.empty();
    }
}
