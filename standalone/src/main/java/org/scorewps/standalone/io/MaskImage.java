package org.scorewps.standalone.io;

import java.awt.image.RenderedImage;

/**
 * A mask of a coverage's pixels as an image, 0 where pixels don't count. It has the method by which regions of imaging
 * libraries are read, and stands where GeoTools puts those: in the coverage's property {@link #PROPERTY}.
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
