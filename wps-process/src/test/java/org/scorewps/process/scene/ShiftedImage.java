package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Vector;

/** A picture whose upper left pixel isn't 0, 0, as those are that are cut from a layer. One tile. */
@SuppressWarnings("JdkObsolete") // the interface wants a Vector
public class ShiftedImage implements RenderedImage {
    private final BufferedImage picture;
    private final int minX;
    private final int minY;

    /**
     * @param minX its first column
     * @param minY its first row
     */
    public ShiftedImage(BufferedImage picture, int minX, int minY) {
        this.picture = picture;
        this.minX = minX;
        this.minY = minY;
    }

    @Override
    public Raster getData(Rectangle area) {
        if (!new Rectangle(minX, minY, getWidth(), getHeight()).contains(area)) {
            throw new IllegalArgumentException("outside the image: " + area);
        }
        return getData().createChild(area.x, area.y, area.width, area.height, area.x, area.y, null);
    }

    @Override
    public Raster getData() {
        return picture.getData().createTranslatedChild(minX, minY);
    }

    @Override
    public Vector<RenderedImage> getSources() {
        return new Vector<>();
    }

    @Override
    public Object getProperty(String name) {
        return null;
    }

    @Override
    public String[] getPropertyNames() {
        return new String[0];
    }

    @Override
    public ColorModel getColorModel() {
        return picture.getColorModel();
    }

    @Override
    public SampleModel getSampleModel() {
        return picture.getSampleModel();
    }

    @Override
    public int getWidth() {
        return picture.getWidth();
    }

    @Override
    public int getHeight() {
        return picture.getHeight();
    }

    @Override
    public int getMinX() {
        return minX;
    }

    @Override
    public int getMinY() {
        return minY;
    }

    @Override
    public int getNumXTiles() {
        return 1;
    }

    @Override
    public int getNumYTiles() {
        return 1;
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
        return getWidth();
    }

    @Override
    public int getTileHeight() {
        return getHeight();
    }

    @Override
    public int getTileGridXOffset() {
        return minX;
    }

    @Override
    public int getTileGridYOffset() {
        return minY;
    }

    @Override
    public Raster getTile(int tileX, int tileY) {
        return getData();
    }

    @Override
    public WritableRaster copyData(WritableRaster raster) {
        throw new UnsupportedOperationException();
    }
}
