package org.scorewps.process;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.function.Consumer;
import org.scorewps.process.scene.ShiftedImage;

/** A picture that tells when it is read. */
final class WatchedImage extends ShiftedImage {
    private final Consumer<Rectangle> watcher;

    /** @param watcher is told the area first; what it throws, reading throws */
    WatchedImage(BufferedImage picture, Consumer<Rectangle> watcher) {
        super(picture, 0, 0);
        this.watcher = watcher;
    }

    @Override
    public Raster getData(Rectangle area) {
        watcher.accept(area);
        return super.getData(area);
    }
}
