package org.scorewps.engine.picture;

import java.util.Optional;
import org.scorewps.engine.ImageTile;

/**
 * How a picture's stored rows and columns lie in the upright picture: the values of tag 274, Exif 2.32 and TIFF 6.0
 * section 8. Named by what makes it upright; turns are clockwise.
 */
enum ExifOrientation {
    UPRIGHT(false),
    MIRROR(false),
    TURN_180(false),
    FLIP(false),
    TRANSPOSE(true),
    TURN_90(true),
    TRANSVERSE(true),
    TURN_270(true);

    /** The tag's number in Exif and TIFF. */
    static final int TAG = 274;

    private final boolean swapsSides;

    ExifOrientation(boolean swapsSides) {
        this.swapsSides = swapsSides;
    }

    /** That of a tag's value, which counts from 1; values that aren't defined say nothing. */
    static Optional<ExifOrientation> of(long value) {
        return value >= 1 && value <= 8 ? Optional.of(values()[(int) value - 1]) : Optional.empty();
    }

    /** Whether stored rows become columns. */
    boolean swapsSides() {
        return swapsSides;
    }

    /** The upright picture of a stored one. */
    ImageTile upright(ImageTile stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = swapsSides ? stored.height() : stored.width();
        int height = swapsSides ? stored.width() : stored.height();
        int right = stored.width() - 1;
        int bottom = stored.height() - 1;
        byte[] from = stored.rgb();
        byte[] to = new byte[from.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column =
                        switch (this) {
                            case UPRIGHT, FLIP -> x;
                            case MIRROR, TURN_180 -> right - x;
                            case TRANSPOSE, TURN_90 -> y;
                            case TRANSVERSE, TURN_270 -> right - y;
                        };
                int row =
                        switch (this) {
                            case UPRIGHT, MIRROR -> y;
                            case FLIP, TURN_180 -> bottom - y;
                            case TRANSPOSE, TURN_270 -> x;
                            case TRANSVERSE, TURN_90 -> bottom - x;
                        };
                System.arraycopy(from, 3 * (row * stored.width() + column), to, 3 * (y * width + x), 3);
            }
        }
        return new ImageTile(width, height, to);
    }
}
