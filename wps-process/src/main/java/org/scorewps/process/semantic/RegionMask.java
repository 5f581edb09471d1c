package org.scorewps.process.semantic;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.Optional;
import org.locationtech.jts.awt.ShapeWriter;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.tile.Window;

/** Which pixels of a window may have a class: the valid ones whose centres lie in the region of interest. */
final class RegionMask {
    private final Optional<Shape> region;

    /** @param region in scene pixels; everything when empty */
    RegionMask(Optional<Geometry> region) {
        this.region = region.map(geometry -> new ShapeWriter().toShape(geometry));
    }

    /**
     * The pixels of a window.
     *
     * @param valid positive where pixels are valid, one sample a pixel; empty when all are
     * @return {@code height * width} values, not 0 where a pixel may have a class
     */
    int[] of(Window window, Optional<MaskLogits> valid) {
        int[] mask = new int[window.width() * window.height()];
        if (region.isPresent()) {
            byte[] inside = inside(region.get(), window);
            for (int i = 0; i < mask.length; i++) {
                mask[i] = inside[i] != 0 ? 1 : 0;
            }
        } else {
            Arrays.fill(mask, 1);
        }
        if (valid.isPresent()) {
            float[] values = valid.get().values();
            for (int i = 0; i < mask.length; i++) {
                mask[i] = values[i] > 0 ? mask[i] : 0;
            }
        }
        return mask;
    }

    private static byte[] inside(Shape region, Window window) {
        BufferedImage image = new BufferedImage(window.width(), window.height(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        try {
            // pixels whose centres are inside, exactly
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setColor(Color.WHITE);
            graphics.translate(-window.x(), -window.y());
            graphics.fill(region);
        } finally {
            graphics.dispose();
        }
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
