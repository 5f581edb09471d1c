package org.scorewps.process.semantic;

import java.awt.Image;
import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Vector;
import org.scorewps.process.tile.Window;

/**
 * A class raster as an image with a palette. Nothing is kept: pixels are read from the raster's file when they are asked
 * for, so the raster must stay as long as the image is used.
 */
final class ClassImage implements RenderedImage {
    private static final int TILE = 512;

    private final ClassRaster raster;
    private final Window shown;
    private final IndexColorModel colors;
    private final SampleModel tile;

    /**
     * @param area the part of the raster that is shown
     * @param colors a colour for each value, as wide as the raster's values
     */
    ClassImage(ClassRaster raster, Window area, IndexColorModel colors) {
        this.raster = raster;
        shown = area;
        this.colors = colors;
        int type = raster.bytes() == 1 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
        tile = new PixelInterleavedSampleModel(type, TILE, TILE, 1, TILE, new int[] {0});
    }

    @Override
    public Raster getTile(int tileX, int tileY) {
        if (tileX < 0 || tileX >= getNumXTiles() || tileY < 0 || tileY >= getNumYTiles()) {
            throw new ArrayIndexOutOfBoundsException("no tile " + tileX + ", " + tileY);
        }
        Rectangle area = new Rectangle(tileX * TILE, tileY * TILE, TILE, TILE);
        WritableRaster pixels = Raster.createWritableRaster(tile, area.getLocation());
        return fill(pixels, area.intersection(bounds()));
    }

    @Override
    public Raster getData() {
        return getData(bounds());
    }

    @Override
    public Raster getData(Rectangle area) {
        if (area.isEmpty() || !bounds().contains(area)) {
            throw new IllegalArgumentException("not inside the image: " + area);
        }
        SampleModel model = tile.createCompatibleSampleModel(area.width, area.height);
        return fill(Raster.createWritableRaster(model, area.getLocation()), area);
    }

    @Override
    public WritableRaster copyData(WritableRaster target) {
        if (target == null) {
            SampleModel model = tile.createCompatibleSampleModel(getWidth(), getHeight());
            return fill(Raster.createWritableRaster(model, null), bounds());
        }
        return fill(target, target.getBounds().intersection(bounds()));
    }

    private WritableRaster fill(WritableRaster target, Rectangle area) {
        int[] row = new int[Math.max(area.width, 0)];
        for (int y = area.y; y < area.y + area.height; y++) {
            raster.read(shown.x() + area.x, shown.y() + y, area.width, row);
            target.setSamples(area.x, y, area.width, 1, 0, row);
        }
        return target;
    }

    private Rectangle bounds() {
        return new Rectangle(getWidth(), getHeight());
    }

    @Override
    public ColorModel getColorModel() {
        return colors;
    }

    @Override
    public SampleModel getSampleModel() {
        return tile;
    }

    @Override
    public int getWidth() {
        return shown.width();
    }

    @Override
    public int getHeight() {
        return shown.height();
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
        return (getWidth() + TILE - 1) / TILE;
    }

    @Override
    public int getNumYTiles() {
        return (getHeight() + TILE - 1) / TILE;
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
        return TILE;
    }

    @Override
    public int getTileHeight() {
        return TILE;
    }

    @Override
    public int getTileGridXOffset() {
        return 0;
    }

    @Override
    public int getTileGridYOffset() {
        return 0;
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
}
