package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/** Claims to be as large as it's told, and has no pixels. */
final class UnreadableImage extends ShiftedImage {
    private final int width;
    private final int height;

    UnreadableImage(int width, int height) {
        super(new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR), 0, 0);
        this.width = width;
        this.height = height;
    }

    @Override
    public int getWidth() {
        return width;
    }

    @Override
    public int getHeight() {
        return height;
    }

    @Override
    public Raster getData(Rectangle area) {
        throw new AssertionError("nobody may read this");
    }
}
