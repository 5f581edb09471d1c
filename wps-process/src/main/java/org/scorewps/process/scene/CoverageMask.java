package org.scorewps.process.scene;

import java.awt.image.RenderedImage;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * The mask that a coverage carries beside its bands, such as a GeoTIFF's internal mask. GeoTools keeps it as a property
 * whose type belongs to the imaging library, which is another one in GeoTools 34 and later; both have a method that
 * gives it as an image, and that is all that is used of it.
 */
final class CoverageMask {
    private static final String PROPERTY = "GC_ROI";

    private CoverageMask() {}

    /** The mask as an image in the coverage's pixel coordinates, 0 where pixels are left out. */
    static Optional<RenderedImage> of(GridCoverage2D coverage) {
        Object mask = coverage.getProperty(PROPERTY);
        if (mask == null) {
            return Optional.empty();
        }
        try {
            Object image = mask.getClass().getMethod("getAsImage").invoke(mask);
            return image instanceof RenderedImage rendered ? Optional.of(rendered) : Optional.empty();
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unusable) {
            // a property of another meaning: the coverage has no mask that can be read
            return Optional.empty();
        }
    }
}
