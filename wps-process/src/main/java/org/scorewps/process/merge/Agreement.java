package org.scorewps.process.merge;

import java.awt.Rectangle;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.scorewps.process.tile.Window;
import org.scorewps.process.vector.Polygons;
import org.scorewps.process.vector.SampledShape;

/**
 * How much two parts say the same of the area that both tiles look at.
 *
 * @param overSmaller their intersection as part of the smaller one
 * @param overUnion their intersection as part of their union
 */
record Agreement(double overSmaller, double overUnion) {
    private static final Agreement NONE = new Agreement(0, 0);

    /** Of fewer pixels a count tells too little, and the outlines have few vertices. */
    private static final int ENOUGH_SAMPLES = 64;

    private static final GeometryFactory FACTORY = new GeometryFactory();

    /** In what both tiles see, pixels of the tiles' own level. */
    static Agreement inSharedArea(Part a, Part b) {
        Rectangle shared =
                rectangle(a.tile().extent()).intersection(rectangle(b.tile().extent()));
        return in(shared, a, b);
    }

    /** Of the whole shapes. */
    static Agreement ofWholes(Part a, Part b) {
        Envelope both = new Envelope(a.box());
        both.expandToInclude(b.box());
        return in(rectangle(both), a, b);
    }

    /** The share of a part that lies in another one, which may be of another level. */
    static double inside(Part part, Part around) {
        if (!part.box().intersects(around.box())) {
            return 0;
        }
        Rectangle area = rectangle(part.box());
        SampledShape inner = SampledShape.of(part.shape(), area);
        return inner.size() == 0 ? 0 : (double) inner.common(SampledShape.of(around.shape(), area)) / inner.size();
    }

    private static Agreement in(Rectangle area, Part a, Part b) {
        Envelope boxes = new Envelope(a.box());
        boxes.expandToInclude(b.box());
        Rectangle looked = area.intersection(rectangle(boxes));
        if (looked.isEmpty() || !a.box().intersects(b.box())) {
            return NONE;
        }
        int factor = a.tile().factor();
        Rectangle sampled = new Rectangle(
                looked.x / factor,
                looked.y / factor,
                (looked.width - 1) / factor + 1,
                (looked.height - 1) / factor + 1);
        SampledShape shapeA = SampledShape.of(reduced(a.shape(), factor), sampled);
        SampledShape shapeB = SampledShape.of(reduced(b.shape(), factor), sampled);
        if (Math.min(shapeA.size(), shapeB.size()) < ENOUGH_SAMPLES) {
            return exact(looked, a.shape(), b.shape());
        }
        return of(shapeA.size(), shapeB.size(), shapeA.common(shapeB));
    }

    private static Geometry reduced(Geometry shape, int factor) {
        return factor == 1
                ? shape
                : AffineTransformation.scaleInstance(1.0 / factor, 1.0 / factor).transform(shape);
    }

    private static Agreement exact(Rectangle area, Geometry a, Geometry b) {
        Geometry both =
                FACTORY.toGeometry(new Envelope(area.getMinX(), area.getMaxX(), area.getMinY(), area.getMaxY()));
        Geometry partOfA = Polygons.intersection(a, both);
        Geometry partOfB = Polygons.intersection(b, both);
        return of(
                partOfA.getArea(),
                partOfB.getArea(),
                Polygons.intersection(partOfA, partOfB).getArea());
    }

    private static Agreement of(double a, double b, double common) {
        return common > 0 ? new Agreement(common / Math.min(a, b), common / (a + b - common)) : NONE;
    }

    private static Rectangle rectangle(Window window) {
        return new Rectangle(window.x(), window.y(), window.width(), window.height());
    }

    private static Rectangle rectangle(Envelope box) {
        int x = (int) Math.floor(box.getMinX());
        int y = (int) Math.floor(box.getMinY());
        return new Rectangle(x, y, (int) Math.ceil(box.getMaxX()) - x, (int) Math.ceil(box.getMaxY()) - y);
    }
}
