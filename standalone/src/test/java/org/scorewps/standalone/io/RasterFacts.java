package org.scorewps.standalone.io;

import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.RenderedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.scene.SceneOptions;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.scene.Stretch;
import org.scorewps.process.tile.TilePyramid;
import org.scorewps.process.tile.Window;

/** What becomes of a raster file on its way to the network, as the cells of a table. */
final class RasterFacts {
    static final List<String> COLUMNS = List.of(
            "size",
            "bands",
            "type",
            "CRS",
            "metres a pixel",
            "centre: longitude, latitude",
            "valid %",
            "stretch",
            "mean colour",
            "tiles");

    private static final SceneLimits LIMITS = new SceneLimits(100_000_000);
    private static final int TILE = 512;
    private static final int SIDE = 256;
    private static final int ALONG = 4;

    private final Scene scene;
    private final RenderedImage image;

    private RasterFacts(CoverageFile raster) {
        scene = Scene.of(raster.coverage(), SceneOptions.NONE, LIMITS);
        image = raster.coverage().getRenderedImage();
    }

    /** The facts of a file, one for each of {@link #COLUMNS}. */
    static List<String> of(Path file) {
        try (CoverageFile raster = CoverageFile.open(file)) {
            return new RasterFacts(raster).cells();
        }
    }

    private List<String> cells() {
        Pixels pixels = pixels();
        return List.of(
                image.getWidth() + " x " + image.getHeight(),
                String.valueOf(image.getSampleModel().getNumBands()),
                type(),
                crs(scene.crs()),
                numbers(
                        4,
                        scene.groundResolution().x(),
                        scene.groundResolution().y()),
                centre(),
                numbers(4, 100.0 * pixels.valid() / pixels.all()),
                stretch(scene.stretch()),
                pixels.valid() == 0 ? "none" : numbers(4, pixels.mean()),
                String.valueOf(TilePyramid.of(scene.tiles(TILE), 0).count()));
    }

    private String type() {
        String type =
                switch (image.getSampleModel().getDataType()) {
                    case DataBuffer.TYPE_BYTE -> "byte";
                    case DataBuffer.TYPE_USHORT -> "uint16";
                    case DataBuffer.TYPE_SHORT -> "int16";
                    case DataBuffer.TYPE_INT -> "int32";
                    case DataBuffer.TYPE_FLOAT -> "float32";
                    default -> "float64";
                };
        return image.getColorModel() instanceof IndexColorModel ? type + ", palette" : type;
    }

    private static String crs(CoordinateReferenceSystem crs) {
        return crs.getIdentifiers().isEmpty()
                ? "no code: " + crs.getName().getCode()
                : crs.getIdentifiers().iterator().next().toString();
    }

    private String centre() {
        Envelope all = scene.filled();
        Geometry middle = new GeometryFactory().createPoint(new Coordinate(all.centre().x, all.centre().y));
        try {
            Coordinate place = JTS.transform(
                            scene.toCrs(middle), CRS.findMathTransform(scene.crs(), DefaultGeographicCRS.WGS84, true))
                    .getCoordinate();
            return String.format(Locale.ROOT, "%.5f %.5f", place.x, place.y);
        } catch (FactoryException | TransformException nowhere) {
            return "nowhere on the ground";
        }
    }

    private static String stretch(Stretch stretch) {
        if (Arrays.equals(stretch.low(), new double[3])
                && Arrays.stream(stretch.high()).allMatch(high -> high == 255)) {
            return "none";
        }
        List<String> channels = new ArrayList<>();
        for (int channel = 0; channel < 3; channel++) {
            channels.add(numbers(4, stretch.low()[channel], stretch.high()[channel]));
        }
        return String.join(", ", channels);
    }

    /** To so many digits that count. */
    private static String numbers(int digits, double... values) {
        return DoubleStream.of(values)
                .mapToObj(value -> new BigDecimal(value)
                        .round(new MathContext(digits))
                        .stripTrailingZeros()
                        .toPlainString())
                .collect(Collectors.joining(" "));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pixels(long all, long valid, double[] mean) {}

    /** All pixels of a small raster, sixteen windows of a large one. */
    private Pixels pixels() {
        long all = 0;
        long valid = 0;
        double[] sum = new double[3];
        for (Window window : windows()) {
            SceneTile tile = scene.read(window);
            byte[] rgb = tile.image().rgb();
            for (int i = 0; i < rgb.length / 3; i++) {
                all++;
                int pixel = i;
                if (tile.valid()
                        .map(MaskLogits::values)
                        .map(values -> values[pixel] > 0)
                        .orElse(true)) {
                    valid++;
                    for (int channel = 0; channel < 3; channel++) {
                        sum[channel] += rgb[3 * i + channel] & 0xff;
                    }
                }
            }
        }
        long count = valid;
        return new Pixels(
                all, valid, DoubleStream.of(sum).map(one -> one / count).toArray());
    }

    private List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        for (int[] row : pieces(scene.height())) {
            for (int[] column : pieces(scene.width())) {
                windows.add(new Window(column[0], row[0], column[1], row[1]));
            }
        }
        return windows;
    }

    /** Starts and lengths: neighbours that cover all, or as many as that spread over it. */
    private static List<int[]> pieces(int length) {
        List<int[]> pieces = new ArrayList<>();
        int count = Math.min(ALONG, (length + SIDE - 1) / SIDE);
        for (int i = 0; i < count; i++) {
            int start = (int) ((long) i * length / count);
            int end = (int) ((long) (i + 1) * length / count);
            pieces.add(new int[] {start, Math.min(SIDE, end - start)});
        }
        return pieces;
    }
}
