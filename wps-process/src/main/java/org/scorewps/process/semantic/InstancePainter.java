package org.scorewps.process.semantic;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.tile.Window;

/**
 * Paints the outlines of objects over the classes of a raster, the best object first: a pixel whose centre lies in several
 * outlines is the first one's. Pixels of classes that aren't countable give way.
 */
public final class InstancePainter {
    /** Large objects are painted in parts of this side. */
    private static final int PART = 1024;

    private final ClassRaster raster;
    private final Window shown;
    private final IntPredicate countable;
    private final MathTransform toPixels;

    /**
     * @param raster what is painted on
     * @param shown the part of it that is painted: {@link Scene#part}
     * @param scene where that is
     * @param countable which classes are painted, by index: no object is painted over another's
     */
    public InstancePainter(ClassRaster raster, Window shown, Scene scene, IntPredicate countable) {
        this.raster = raster;
        this.shown = shown;
        this.countable = countable;
        try {
            toPixels = scene.gridGeometry()
                    .getGridToCRS2D(PixelOrientation.UPPER_LEFT)
                    .inverse();
        } catch (TransformException unusable) {
            throw new InvalidInputException(
                    "the coverage's georeference can't be used: " + unusable.getMessage(), unusable);
        }
    }

    /**
     * Paints an object.
     *
     * @param outline in the coverage's CRS
     * @return how many pixels became its own
     */
    public long paint(Geometry outline, int classIndex) {
        Geometry shape = pixels(outline);
        Envelope bounds = shape.getEnvelopeInternal()
                .intersection(new Envelope(shown.x(), shown.right(), shown.y(), shown.bottom()));
        if (bounds.isNull()) {
            return 0;
        }
        RegionMask mask = new RegionMask(Optional.of(shape));
        int right = Math.min((int) Math.ceil(bounds.getMaxX()), shown.right());
        int bottom = Math.min((int) Math.ceil(bounds.getMaxY()), shown.bottom());
        long painted = 0;
        for (int y = (int) bounds.getMinY(); y < bottom; y += PART) {
            for (int x = (int) bounds.getMinX(); x < right; x += PART) {
                Window part = new Window(x, y, Math.min(PART, right - x), Math.min(PART, bottom - y));
                painted += paint(mask.of(part, Optional.empty()), part, classIndex + 1);
            }
        }
        return painted;
    }

    private long paint(int[] inside, Window part, int value) {
        int[] row = new int[part.width()];
        long painted = 0;
        for (int j = 0; j < part.height(); j++) {
            raster.read(part.x(), part.y() + j, row.length, row);
            for (int i = 0; i < row.length; i++) {
                boolean taken = row[i] > 0 && countable.test(row[i] - 1);
                if (inside[j * row.length + i] != 0 && !taken) {
                    row[i] = value;
                    painted++;
                }
            }
            raster.write(part.x(), part.y() + j, row.length, row, 0);
        }
        return painted;
    }

    private Geometry pixels(Geometry outline) {
        try {
            return AffineTransformation.translationInstance(shown.x(), shown.y())
                    .transform(JTS.transform(outline, toPixels));
        } catch (TransformException unusable) {
            throw new InvalidInputException(
                    "the coverage's georeference can't be used: " + unusable.getMessage(), unusable);
        }
    }
}
