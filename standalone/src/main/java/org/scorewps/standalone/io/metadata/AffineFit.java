package org.scorewps.standalone.io.metadata;

import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.scorewps.tiff.metadata.ControlPoint;

/**
 * The straight grid that fits control points best, by least squares of x and y as GDAL's GDALGCPsToGeoTransform; two points
 * give one with north up.
 *
 * @param transform from pixel corners to the CRS
 * @param error the largest distance of a point from its place in the grid, pixels
 */
record AffineFit(AffineTransform transform, double error) {
    /** Of the determinant, relative to that of points all over: less, and they lie on a line. */
    private static final double LINE = 1e-9;

    /** The fit; nothing where the points don't say enough. */
    static Optional<AffineFit> of(List<ControlPoint> points) {
        return (points.size() == 2 ? northUp(points.get(0), points.get(1)) : leastSquares(points))
                .flatMap(transform -> fit(transform, points));
    }

    private static Optional<AffineTransform> northUp(ControlPoint one, ControlPoint other) {
        double columns = other.column() - one.column();
        double rows = other.row() - one.row();
        if (columns == 0 || rows == 0) {
            return Optional.empty();
        }
        double scaleX = (other.x() - one.x()) / columns;
        double scaleY = (other.y() - one.y()) / rows;
        return Optional.of(new AffineTransform(
                scaleX, 0, 0, scaleY, one.x() - one.column() * scaleX, one.y() - one.row() * scaleY));
    }

    private static Optional<AffineTransform> leastSquares(List<ControlPoint> points) {
        double column = mean(points, ControlPoint::column);
        double row = mean(points, ControlPoint::row);
        double x = mean(points, ControlPoint::x);
        double y = mean(points, ControlPoint::y);
        double cc = mean(points, point -> (point.column() - column) * (point.column() - column));
        double cr = mean(points, point -> (point.column() - column) * (point.row() - row));
        double rr = mean(points, point -> (point.row() - row) * (point.row() - row));
        double cx = mean(points, point -> (point.column() - column) * (point.x() - x));
        double rx = mean(points, point -> (point.row() - row) * (point.x() - x));
        double cy = mean(points, point -> (point.column() - column) * (point.y() - y));
        double ry = mean(points, point -> (point.row() - row) * (point.y() - y));
        double determinant = cc * rr - cr * cr;
        // written so that what is no number counts as a line
        if (points.size() < 3 || !(determinant > LINE * cc * rr)) {
            return Optional.empty();
        }
        double xColumn = (rr * cx - cr * rx) / determinant;
        double xRow = (cc * rx - cr * cx) / determinant;
        double yColumn = (rr * cy - cr * ry) / determinant;
        double yRow = (cc * ry - cr * cy) / determinant;
        return Optional.of(new AffineTransform(
                xColumn, yColumn, xRow, yRow, x - xColumn * column - xRow * row, y - yColumn * column - yRow * row));
    }

    private static double mean(List<ControlPoint> points, ToDoubleFunction<ControlPoint> value) {
        return points.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static Optional<AffineFit> fit(AffineTransform transform, List<ControlPoint> points) {
        try {
            AffineTransform toPixels = transform.createInverse();
            double error = 0;
            for (ControlPoint point : points) {
                Point2D there = toPixels.transform(new Point2D.Double(point.x(), point.y()), null);
                error = Math.max(error, there.distance(point.column(), point.row()));
            }
            return Double.isFinite(error) ? Optional.of(new AffineFit(transform, error)) : Optional.empty();
        } catch (NoninvertibleTransformException flat) {
            return Optional.empty();
        }
    }
}
