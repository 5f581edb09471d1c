package org.scorewps.standalone.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.arcgrid.ArcGridReader;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.CoverageSource;
import org.scorewps.process.scene.BandMetadata;
import org.scorewps.process.scene.CoverageVersion;
import org.scorewps.process.scene.Footprint;
import org.scorewps.process.scene.Overviews;
import org.scorewps.standalone.io.metadata.RasterMetadata;
import org.scorewps.tiff.TiffFile;

/**
 * A raster file as a coverage: GeoTIFF (also BigTIFF and cloud-optimised) or ArcGrid. Pixels are read from the file when
 * they are asked for, so the file must stay until this is closed. A footprint beside it ({@link FootprintFile}) tells which
 * of them count.
 */
public final class CoverageFile implements CoverageSource.OpenCoverage {
    private final AutoCloseable source;
    private final GridCoverage2D coverage;

    private CoverageFile(AutoCloseable source, GridCoverage2D coverage) {
        this.source = source;
        this.coverage = coverage;
    }

    /**
     * Opens a file; what it is, its first bytes tell.
     *
     * @throws InvalidInputException when there is no such file, its format isn't known, it is damaged or truncated, or
     *     it has no georeference, or its footprint can't be used; the message is one line with the file's name
     */
    public static CoverageFile open(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(name + ": there is no such file");
        }
        try {
            return opened(file, properties(file));
        } catch (InvalidInputException clear) {
            throw clear;
        } catch (IOException | RuntimeException unreadable) {
            // damaged files end in whatever exception the decoders happen to run into
            throw new InvalidInputException(name + " can't be read: " + reason(unreadable), unreadable);
        }
    }

    /** The raster, which knows its {@link Overviews}, {@link Footprint} and {@link CoverageVersion}. */
    @Override
    public GridCoverage2D coverage() {
        return coverage;
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (Exception e) {
            throw new IllegalStateException("a raster can't be closed", e);
        }
    }

    /** What is known of a file before it is opened. */
    private static Map<String, Object> properties(Path file) {
        Map<String, Object> properties = new HashMap<>();
        // the version first: whatever changes later has another one
        FileVersion.of(file, Instant.now()).ifPresent(version -> properties.put(CoverageVersion.PROPERTY, version));
        FootprintFile.beside(file).ifPresent(footprint -> properties.put(Footprint.PROPERTY, footprint));
        return properties;
    }

    private static CoverageFile opened(Path file, Map<String, Object> properties) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(16);
        }
        if (TiffFile.isTiff(start)) {
            return tiff(file, properties);
        }
        if (new String(start, StandardCharsets.US_ASCII)
                .toLowerCase(Locale.ROOT)
                .startsWith("ncols")) {
            return arcGrid(file, properties);
        }
        throw new IOException("it is neither a GeoTIFF nor an ArcGrid file");
    }

    private static CoverageFile tiff(Path file, Map<String, Object> properties) throws IOException {
        TiffRaster raster = TiffRaster.of(file);
        try {
            RasterMetadata metadata = RasterMetadata.of(file, raster.tags());
            List<TiffLevels.Level> levels = raster.levels(file, absent(metadata.bands()));
            TiffPlace place = TiffPlace.of(file, raster.tags(), metadata);
            properties.put(BandMetadata.PROPERTY, metadata.bands());
            TiffCoverages coverages = new TiffCoverages(
                    stem(file),
                    levels.get(0).image().getWidth(),
                    levels.get(0).image().getHeight(),
                    place);
            List<GridCoverage2D> overviews = levels.stream()
                    .skip(1)
                    .map(level -> coverages.of(level, properties))
                    .toList();
            Map<String, Object> all = new HashMap<>(properties);
            all.put(Overviews.PROPERTY, new Overviews(overviews));
            return new CoverageFile(raster, coverages.of(levels.get(0), all));
        } catch (IOException | RuntimeException unreadable) {
            raster.close();
            throw unreadable;
        }
    }

    /** What pixels that the file leaves out have: nodata, or 0. */
    private static double[] absent(BandMetadata bands) {
        return bands.bands().stream()
                .mapToDouble(band -> band.nodata().orElse(0))
                .toArray();
    }

    private static CoverageFile arcGrid(Path file, Map<String, Object> properties) throws IOException {
        ArcGridReader reader = new ArcGridReader(file.toFile());
        try {
            GridCoverage2D full = reader.read(new GeneralParameterValue[0]);
            if (full == null) {
                throw new IOException("it holds no raster");
            }
            return new CoverageFile(
                    () -> {
                        full.dispose(true);
                        reader.dispose();
                    },
                    attach(full, properties));
        } catch (IOException | RuntimeException unreadable) {
            reader.dispose();
            throw unreadable;
        }
    }

    /** The same coverage with more properties. */
    private static GridCoverage2D attach(GridCoverage2D coverage, Map<String, Object> more) {
        Map<?, ?> own = coverage.getProperties();
        Map<Object, Object> properties = new HashMap<>(own);
        properties.putAll(more);
        return new GridCoverageFactory()
                .create(
                        coverage.getName(),
                        coverage.getRenderedImage(),
                        coverage.getGridGeometry(),
                        coverage.getSampleDimensions(),
                        null,
                        properties);
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int end = name.lastIndexOf('.');
        return end < 0 ? name : name.substring(0, end);
    }

    private static String reason(Throwable failure) {
        if (failure.getClass() == IOException.class && failure.getMessage() != null) {
            // our own words, whatever the cause was
            return failure.getMessage().lines().findFirst().orElse("");
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null
                ? root.getClass().getSimpleName()
                : root.getMessage().lines().findFirst().orElse("");
    }
}
