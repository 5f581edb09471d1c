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
import org.geotools.api.parameter.ParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.io.AbstractGridCoverage2DReader;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.gce.arcgrid.ArcGridReader;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.CoverageSource;
import org.scorewps.process.scene.CoverageVersion;
import org.scorewps.process.scene.Footprint;
import org.scorewps.process.scene.Overviews;

/**
 * A raster file as a coverage: GeoTIFF (also BigTIFF and cloud-optimised) or ArcGrid. Pixels are read from the file when
 * they are asked for, so the file must stay until this is closed. A footprint beside it ({@link FootprintFile}) tells which
 * of them count.
 */
public final class CoverageFile implements CoverageSource.OpenCoverage {
    /** What the decoders' messages mean. */
    private static final Map<String, String> EXPLANATIONS = Map.of(
            "Raster to Model Transformation is not available",
            "it has no georeference (no place on the ground for its pixels)",
            "bandOffsets.length is wrong",
            "its tags don't agree on the number of bands (gdal_translate writes a copy with good tags)");

    private static final int TILE = 512;

    private final AbstractGridCoverage2DReader reader;
    private final GridCoverage2D full;
    private final Overviews overviews;
    private final GridCoverage2D coverage;

    private CoverageFile(
            AbstractGridCoverage2DReader reader,
            GridCoverage2D full,
            Overviews overviews,
            Map<String, Object> properties) {
        this.reader = reader;
        this.full = full;
        this.overviews = overviews;
        coverage = informed(full, overviews, properties);
    }

    /** A coverage that knows its overviews, which have its own properties. */
    private static GridCoverage2D informed(GridCoverage2D full, Overviews overviews, Map<String, Object> properties) {
        List<GridCoverage2D> reduced = overviews.coverages().stream()
                .map(overview -> FileOverviews.attach(overview, properties))
                .toList();
        Map<String, Object> all = new HashMap<>(properties);
        all.put(Overviews.PROPERTY, new Overviews(reduced));
        return FileOverviews.attach(full, all);
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
        overviews.coverages().forEach(overview -> overview.dispose(true));
        full.dispose(true);
        reader.dispose();
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
        if (TiffCompleteness.isTiff(start)) {
            boolean divided =
                    TiffCompleteness.check(file).filter(TiffLayout::divisible).isPresent();
            return read(new GeoTiffReader(file.toFile()), divided ? List.of(tiles()) : List.of(), properties);
        }
        if (new String(start, StandardCharsets.US_ASCII)
                .toLowerCase(Locale.ROOT)
                .startsWith("ncols")) {
            return read(new ArcGridReader(file.toFile()), List.of(), properties);
        }
        throw new IOException("it is neither a GeoTIFF nor an ArcGrid file");
    }

    /** Pixels are read in tiles of this size, whatever pieces the file has. */
    private static GeneralParameterValue tiles() {
        ParameterValue<String> tiles = AbstractGridFormat.SUGGESTED_TILE_SIZE.createValue();
        tiles.setValue(TILE + AbstractGridFormat.TILE_SIZE_SEPARATOR + TILE);
        return tiles;
    }

    private static CoverageFile read(
            AbstractGridCoverage2DReader reader, List<GeneralParameterValue> how, Map<String, Object> properties)
            throws IOException {
        try {
            GridCoverage2D coverage = reader.read(how.toArray(GeneralParameterValue[]::new));
            if (coverage == null) {
                throw new IOException("it holds no raster");
            }
            return new CoverageFile(reader, coverage, FileOverviews.read(reader, how, coverage), properties);
        } catch (IOException | RuntimeException unreadable) {
            reader.dispose();
            throw unreadable;
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null
                ? root.getClass().getSimpleName()
                : root.getMessage().lines().findFirst().orElse("");
        return EXPLANATIONS.entrySet().stream()
                .filter(known -> message.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(message);
    }
}
