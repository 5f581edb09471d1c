package org.scorewps.standalone.io;

import java.awt.image.RenderedImage;

/**
 * A mask of a coverage's pixels as an image, 0 where pixels don't count. It takes the place of the region that GeoTools'
 * readers put into the coverage's property {@link #PROPERTY}, and is read by the same method.
 *
 * @param image in the coverage's pixel coordinates
 */
public record MaskImage(RenderedImage image) {
    /** Name of GeoTools' property. */
    static final String PROPERTY = "GC_ROI";

    /** The mask. */
    public RenderedImage getAsImage() {
        return image;
    }
}
