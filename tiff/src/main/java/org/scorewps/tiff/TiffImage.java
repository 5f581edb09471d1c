package org.scorewps.tiff;

import java.awt.Image;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Vector;
import java.util.stream.IntStream;

/**
 * The image of a TIFF directory. Its samples have the values that GDAL gives: bands in their order, whole numbers as they are
 * stored, colours of palettes as indices, YCbCr of JPEGs as red, green and blue. What a sparse file leaves out has the value
 * that stands for nodata in that band, or else 0. Pixels are read from the file when they are asked for, at most some strips or tiles are
 * kept. Can be used by several threads.
 */
public final class TiffImage implements RenderedImage {
    private static final int SIDE = 512;
    private static final long MOST_TILE_PIXELS = 1 << 20;

    private final Layout layout;
    private final PieceReader pieces;
    private final double[] absent;
    private final ColorModel colors;
    private final SampleModel samples;

    TiffImage(TiffDirectory tags, PieceCache cache, int number, double[] absent) throws IOException {
        layout = Layout.of(tags);
        pieces = new PieceReader(tags, layout, cache, number);
        this.absent = absent.clone();
        colors = Colors.of(tags, layout);
        samples = samples(tileSide(layout.pieceWidth()), tileSide(layout.pieceHeight()));
    }

    private int tileSide(int own) {
        return layout.tiled() && (long) layout.pieceWidth() * layout.pieceHeight() <= MOST_TILE_PIXELS ? own : SIDE;
    }

    private SampleModel samples(int width, int height) {
        int bands = layout.samples();
        return new PixelInterleavedSampleModel(
                layout.sample().dataType(),
                width,
                height,
                bands,
                Math.multiplyExact(width, bands),
                IntStream.range(0, bands).toArray());
    }

    /**
     * Reads pixels.
     *
     * @param area inside the image
     * @throws IOException when the file is damaged there
     */
    public Raster read(Rectangle area) throws IOException {
        WritableRaster target = Raster.createWritableRaster(
                samples(area.width, area.height),
                Samples.buffer(
                        layout.sample().dataType(),
                        Math.multiplyExact(Math.multiplyExact(area.width, area.height), layout.samples())),
                new Point(area.x, area.y));
        Rectangle inside = area.intersection(new Rectangle(0, 0, layout.width(), layout.height()));
        if (inside.isEmpty()) {
            return target;
        }
        int pieceWidth = layout.pieceWidth();
        int pieceHeight = layout.pieceHeight();
        for (int row = inside.y / pieceHeight; row <= (inside.y + inside.height - 1) / pieceHeight; row++) {
            for (int column = inside.x / pieceWidth; column <= (inside.x + inside.width - 1) / pieceWidth; column++) {
                Rectangle part = inside.intersection(
                        new Rectangle(column * pieceWidth, row * pieceHeight, pieceWidth, pieceHeight));
                for (int plane = 0; plane < layout.planes(); plane++) {
                    copy(plane, column, row, part, target);
                }
            }
        }
        if (layout.inks()) {
            Colors.mix(((DataBufferByte) target.getDataBuffer()).getData());
        }
        return target;
    }

    private void copy(int plane, int column, int row, Rectangle area, WritableRaster target) throws IOException {
        Rectangle needed = new Rectangle(
                area.x - column * layout.pieceWidth(), area.y - row * layout.pieceHeight(), area.width, area.height);
        Optional<PieceReader.Part> part = pieces.read(plane, column, row, needed);
        DataBuffer to = target.getDataBuffer();
        int bands = layout.samples();
        for (int y = 0; y < area.height; y++) {
            int start = ((area.y + y - target.getMinY()) * target.getWidth() + area.x - target.getMinX()) * bands;
            if (part.isEmpty()) {
                for (int band = 0; band < bands; band++) {
                    if (!layout.separate() || band == plane) {
                        Samples.fill(to, start + band, bands, area.width, absent(band));
                    }
                }
                continue;
            }
            Rectangle there = part.get().area();
            int channels = part.get().channels();
            int from = ((needed.y + y - there.y) * there.width + needed.x - there.x) * channels;
            if (channels == bands) {
                Samples.copy(part.get().samples(), from, 1, to, start, 1, area.width * bands);
            } else {
                Samples.copy(part.get().samples(), from, 1, to, start + plane, bands, area.width);
            }
        }
    }

    private double absent(int band) {
        return layout.inks() || absent.length == 0 ? 0 : absent[Math.min(band, absent.length - 1)];
    }

    /** @throws UncheckedIOException when the file is damaged there */
    @Override
    public Raster getData(Rectangle area) {
        try {
            return read(area);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    @Override
    public Raster getData() {
        return getData(new Rectangle(0, 0, layout.width(), layout.height()));
    }

    @Override
    public WritableRaster copyData(WritableRaster target) {
        WritableRaster filled = target == null
                ? Raster.createWritableRaster(samples(layout.width(), layout.height()), new Point())
                : target;
        Rectangle area = filled.getBounds().intersection(new Rectangle(0, 0, layout.width(), layout.height()));
        filled.setRect(getData(area));
        return filled;
    }

    @Override
    public Raster getTile(int column, int row) {
        return getData(new Rectangle(column * getTileWidth(), row * getTileHeight(), getTileWidth(), getTileHeight()));
    }

    @Override
    public Vector<RenderedImage> getSources() {
        return new Vector<>();
    }

    @Override
    public Object getProperty(String name) {
        return Image.UndefinedProperty;
    }

    @Override
    public String[] getPropertyNames() {
        return new String[0];
    }

    @Override
    public ColorModel getColorModel() {
        return colors;
    }

    @Override
    public SampleModel getSampleModel() {
        return samples;
    }

    @Override
    public int getWidth() {
        return layout.width();
    }

    @Override
    public int getHeight() {
        return layout.height();
    }

    @Override
    public int getMinX() {
        return 0;
    }

    @Override
    public int getMinY() {
        return 0;
    }

    @Override
    public int getNumXTiles() {
        return (layout.width() - 1) / getTileWidth() + 1;
    }

    @Override
    public int getNumYTiles() {
        return (layout.height() - 1) / getTileHeight() + 1;
    }

    @Override
    public int getMinTileX() {
        return 0;
    }

    @Override
    public int getMinTileY() {
        return 0;
    }

    @Override
    public int getTileWidth() {
        return samples.getWidth();
    }

    @Override
    public int getTileHeight() {
        return samples.getHeight();
    }

    @Override
    public int getTileGridXOffset() {
        return 0;
    }

    @Override
    public int getTileGridYOffset() {
        return 0;
    }
}
