package org.scorewps.process.scene;

import java.awt.Rectangle;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.scorewps.process.tile.TilePlan;
import org.scorewps.process.tile.Window;

/**
 * Where scene pixels lie in an image. They begin at a multiple of {@link TilePlan#ALIGNMENT} of a grid that belongs to
 * the image's coordinates, so that all cut-outs of one picture have the same pixels: up to that many of the first columns
 * and rows may lie before the image.
 *
 * @param image the image's pixels
 * @param scaleX image columns in a scene pixel
 * @param scaleY image rows in a scene pixel
 * @param originX the first scene column in the grid
 * @param originY the first scene row in the grid
 */
record SceneGrid(Rectangle image, double scaleX, double scaleY, int originX, int originY) {
    /** Of a pixel: less than that of a pixel isn't worth another row or column. */
    private static final double ROUNDING = 1e-6;

    /** The grid of an image. A scene pixel is no larger than the image. */
    static SceneGrid over(Rectangle image, double wantedX, double wantedY) {
        double scaleX = Math.min(wantedX, image.width);
        double scaleY = Math.min(wantedY, image.height);
        return new SceneGrid(image, scaleX, scaleY, origin(image.x / scaleX), origin(image.y / scaleY));
    }

    private static int origin(double first) {
        return (int) Math.floor(first / TilePlan.ALIGNMENT) * TilePlan.ALIGNMENT;
    }

    /** Columns: those whose centres lie in the image. */
    int width() {
        return count(filled().getMaxX() - 0.5);
    }

    /** Rows. */
    int height() {
        return count(filled().getMaxY() - 0.5);
    }

    /** What the image covers, in scene pixels. */
    Envelope filled() {
        return new Envelope(
                image.getMinX() / scaleX - originX,
                image.getMaxX() / scaleX - originX,
                image.getMinY() / scaleY - originY,
                image.getMaxY() / scaleY - originY);
    }

    /** Whether nothing of a region is in the image. */
    boolean misses(Envelope region) {
        Envelope shared = filled().intersection(region);
        return shared.isNull() || !(shared.getArea() > 0);
    }

    /** The pixels of a region, which touches the image. */
    Window cover(Envelope region) {
        Envelope shared = filled().intersection(region);
        int x = Math.min((int) Math.floor(shared.getMinX() + ROUNDING), width() - 1);
        int y = Math.min((int) Math.floor(shared.getMinY() + ROUNDING), height() - 1);
        return new Window(
                x,
                y,
                Math.min(count(shared.getMaxX() - x), width() - x),
                Math.min(count(shared.getMaxY() - y), height() - y));
    }

    /** The image's pixels in a region, which touches it. */
    Rectangle imagePart(Envelope region) {
        Envelope shared = filled().intersection(region);
        return new Rectangle(
                (int) Math.round((shared.getMinX() + originX) * scaleX),
                (int) Math.round((shared.getMinY() + originY) * scaleY),
                count(shared.getWidth() * scaleX),
                count(shared.getHeight() * scaleY));
    }

    private static int count(double pixels) {
        return (int) Math.min(Math.max(Math.ceil(pixels - ROUNDING), 1), Integer.MAX_VALUE);
    }

    /** Scene pixel corners to image pixel corners. */
    SceneTransform transform() {
        return new SceneTransform(
                AffineTransformation.translationInstance(originX, originY).scale(scaleX, scaleY));
    }
}
