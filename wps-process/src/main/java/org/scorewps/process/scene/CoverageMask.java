package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geotools.coverage.grid.GridCoverage2D;
import org.locationtech.jts.awt.ShapeWriter;

/**
 * What a coverage carries beside its bands to tell which of its pixels count: a GeoTIFF's internal mask, the footprints of a
 * mosaic's files, a {@link Footprint}. GeoTools keeps the first two as a property whose type belongs to the imaging library,
 * which is another one in GeoTools 34 and later; both have methods that give it as a shape or as an image, and these are all
 * that is used of it.
 */
@FunctionalInterface
interface CoverageMask {
    /** Name of GeoTools' property. */
    String PROPERTY = "GC_ROI";

    /**
     * Marks pixels that don't count as invalid.
     *
     * @param area in the coverage's pixel coordinates
     * @param valid one value a pixel, row by row
     */
    void hide(Rectangle area, boolean[] valid);

    /** All masks of a coverage; a pixel counts where all say so. */
    static List<CoverageMask> of(GridCoverage2D coverage) {
        List<CoverageMask> masks = new ArrayList<>();
        Object roi = coverage.getProperty(PROPERTY);
        if (roi != null) {
            // outlines are drawn where they are needed: as an image they are as large as the scene
            given(roi, "getAsShape", Shape.class)
                    .<CoverageMask>map(ShapeMask::new)
                    .or(() -> given(roi, "getAsImage", RenderedImage.class).map(ImageMask::new))
                    .ifPresent(masks::add);
        }
        Footprint.of(coverage)
                .map(footprint -> PixelSpace.of(coverage).toPixels(footprint.area()))
                .map(pixels -> new ShapeMask(new ShapeWriter().toShape(pixels)))
                .ifPresent(masks::add);
        return List.copyOf(masks);
    }

    /** What a method of a mask gives; nothing when the property is of another meaning, so that it can't be read. */
    private static <T> Optional<T> given(Object roi, String method, Class<T> type) {
        try {
            Object value = roi.getClass().getMethod(method).invoke(roi);
            return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unusable) {
            return Optional.empty();
        }
    }

    /** A mask as an image in the coverage's pixel coordinates, 0 where pixels are left out. */
    record ImageMask(RenderedImage image) implements CoverageMask {
        @Override
        public void hide(Rectangle area, boolean[] valid) {
            Rectangle all = new Rectangle(image.getMinX(), image.getMinY(), image.getWidth(), image.getHeight());
            Rectangle bounds = all.intersection(area);
            boolean[] kept = new boolean[valid.length];
            if (!bounds.isEmpty()) {
                Raster raster = PixelReader.pixels(image, bounds);
                for (int y = bounds.y; y < bounds.y + bounds.height; y++) {
                    for (int x = bounds.x; x < bounds.x + bounds.width; x++) {
                        kept[(y - area.y) * area.width + x - area.x] = raster.getSample(x, y, 0) != 0;
                    }
                }
            }
            for (int i = 0; i < valid.length; i++) {
                valid[i] &= kept[i];
            }
        }
    }
}
