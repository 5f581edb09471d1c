package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.image.RenderedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.geotools.coverage.grid.GridCoverage2D;

/** A coverage's image and its overviews, to read each window from the smallest one that shows enough. */
final class ImageLevels {
    /**
     * An overview may be so much coarser than what is wanted: the sides of overviews are rounded, so that one of a quarter
     * may have pixels of 3.99 or 4.01.
     */
    private static final double TOLERANCE = 1.02;

    private final List<Level> levels;

    /**
     * The image at one resolution.
     *
     * @param pixels reads it
     * @param image its pixels
     * @param scaleX columns of the coverage's image in one of its
     * @param scaleY rows of the coverage's image in one of its
     */
    record Level(PixelReader pixels, Rectangle image, double scaleX, double scaleY) {}

    private ImageLevels(List<Level> levels) {
        this.levels = levels;
    }

    /**
     * The levels of a coverage. An overview that can't be one (other bands, another type, no mask, more pixels) is left out.
     *
     * @param pixels reads the coverage itself
     */
    static ImageLevels of(GridCoverage2D coverage, PixelReader pixels) {
        Rectangle full = bounds(pixels.image());
        List<Level> levels = new ArrayList<>();
        levels.add(new Level(pixels, full, 1, 1));
        for (GridCoverage2D overview : Overviews.of(coverage).coverages()) {
            PixelReader reduced = pixels.ofOverview(overview);
            if (alike(pixels, reduced)) {
                Rectangle image = bounds(reduced.image());
                levels.add(new Level(
                        reduced, image, (double) full.width / image.width, (double) full.height / image.height));
            }
        }
        levels.sort(Comparator.comparingDouble(level -> level.scaleX() * level.scaleY()));
        return new ImageLevels(levels);
    }

    private static boolean alike(PixelReader full, PixelReader reduced) {
        RenderedImage image = full.image();
        RenderedImage overview = reduced.image();
        return image.getSampleModel().getNumBands() == overview.getSampleModel().getNumBands()
                && image.getSampleModel().getDataType()
                        == overview.getSampleModel().getDataType()
                && overview.getWidth() <= image.getWidth()
                && overview.getHeight() <= image.getHeight()
                && full.masks() == reduced.masks();
    }

    /** The coarsest level for pixels of so many of the image's columns and rows. */
    Level coarsest(double scaleX, double scaleY) {
        Level coarsest = levels.get(0);
        for (Level level : levels) {
            if (level.scaleX() <= scaleX * TOLERANCE && level.scaleY() <= scaleY * TOLERANCE) {
                coarsest = level;
            }
        }
        return coarsest;
    }

    private static Rectangle bounds(RenderedImage image) {
        return new Rectangle(image.getMinX(), image.getMinY(), image.getWidth(), image.getHeight());
    }
}
