package org.scorewps.engine.picture;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Small windows spread evenly over an image, from which statistics of the whole are estimated. */
public final class SampleGrid {
    private static final int ALONG = 8;
    private static final int SIDE = 64;

    private SampleGrid() {}

    /** All of a small image, each pixel once; 64 windows of 64 x 64 pixels of a large one. */
    public static List<Rectangle> over(Rectangle area) {
        List<Rectangle> windows = new ArrayList<>();
        for (Span row : spans(area.y, area.height)) {
            for (Span column : spans(area.x, area.width)) {
                windows.add(new Rectangle(column.start(), row.start(), column.length(), row.length()));
            }
        }
        return windows;
    }

    private record Span(int start, int length) {}

    private static List<Span> spans(int first, int length) {
        List<Span> spans = new ArrayList<>();
        int count = Math.min(ALONG, (length + SIDE - 1) / SIDE);
        for (int i = 0; i < count; i++) {
            if (length > ALONG * SIDE) {
                spans.add(new Span(first + (int) ((long) i * (length - SIDE) / (count - 1)), SIDE));
            } else {
                int start = i * length / count;
                spans.add(new Span(first + start, (i + 1) * length / count - start));
            }
        }
        return spans;
    }
}
