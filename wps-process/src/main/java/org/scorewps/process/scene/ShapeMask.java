package org.scorewps.process.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * A mask as an outline: pixels count whose centres lie inside.
 *
 * @param shape in the coverage's pixel corners
 */
record ShapeMask(Shape shape) implements CoverageMask {
    @Override
    public void hide(Rectangle area, boolean[] valid) {
        if (shape.contains(area)) {
            return;
        }
        BufferedImage drawn = new BufferedImage(area.width, area.height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = drawn.createGraphics();
        try {
            // the shape exactly where it is, not moved to the middle of pixels
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.translate(-area.x, -area.y);
            graphics.setColor(Color.WHITE);
            graphics.fill(shape);
        } finally {
            graphics.dispose();
        }
        byte[] inside = ((DataBufferByte) drawn.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < valid.length; i++) {
            valid[i] &= inside[i] != 0;
        }
    }
}
