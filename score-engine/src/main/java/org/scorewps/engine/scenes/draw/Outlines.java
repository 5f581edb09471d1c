package org.scorewps.engine.scenes.draw;

import java.util.Arrays;
import java.util.Comparator;

/** Closed outlines as corners x, y, x, y ... in metres. */
public final class Outlines {
    private Outlines() {}

    /** A rectangle around the origin. */
    public static double[] rectangle(double length, double width) {
        return rectangle(-length / 2, -width / 2, length / 2, width / 2);
    }

    /** A rectangle by two corners. */
    public static double[] rectangle(double x0, double y0, double x1, double y1) {
        return new double[] {x0, y0, x1, y0, x1, y1, x0, y1};
    }

    /** A circle around a point. */
    public static double[] circle(double x, double y, double radius) {
        return ellipse(x, y, radius, radius, radius > 12 ? 48 : 20);
    }

    /** An ellipse around a point, of so many corners. */
    public static double[] ellipse(double x, double y, double rx, double ry, int corners) {
        double[] result = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            result[2 * i] = x + rx * StrictMath.cos(angle);
            result[2 * i + 1] = y + ry * StrictMath.sin(angle);
        }
        return result;
    }

    /** An uneven disc, as a tree's crown. */
    public static double[] blob(SceneRandom random, double radius, double unevenness) {
        int corners = 16;
        double[] result = new double[2 * corners];
        double start = random.angle();
        for (int i = 0; i < corners; i++) {
            double angle = start + 2 * Math.PI * i / corners;
            double r = radius * (1 + random.range(-unevenness, unevenness));
            result[2 * i] = r * StrictMath.cos(angle);
            result[2 * i + 1] = r * StrictMath.sin(angle);
        }
        return result;
    }

    /** Two half circles joined by straight lines, along the x axis. */
    public static double[] stadium(double straight, double radius) {
        int half = 20;
        double[] result = new double[4 * (half + 1)];
        int at = 0;
        for (int side = 0; side < 2; side++) {
            double centre = side == 0 ? straight / 2 : -straight / 2;
            for (int i = 0; i <= half; i++) {
                double angle = Math.PI * ((double) i / half - 0.5 + side);
                result[at++] = centre + radius * StrictMath.cos(angle);
                result[at++] = radius * StrictMath.sin(angle);
            }
        }
        return result;
    }

    /** Whether a place lies in an outline: a ray from it crosses an odd number of sides. */
    public static boolean contains(double[] corners, double x, double y) {
        boolean inside = false;
        int last = corners.length - 2;
        for (int i = 0; i < corners.length; i += 2) {
            double y0 = corners[last + 1];
            double y1 = corners[i + 1];
            if (y0 > y != y1 > y && x < corners[last] + (y - y0) / (y1 - y0) * (corners[i] - corners[last])) {
                inside = !inside;
            }
            last = i;
        }
        return inside;
    }

    /** The same outline elsewhere. */
    public static double[] shift(double[] corners, double dx, double dy) {
        double[] result = new double[corners.length];
        for (int i = 0; i < corners.length; i += 2) {
            result[i] = corners[i] + dx;
            result[i + 1] = corners[i + 1] + dy;
        }
        return result;
    }

    /** The convex hull of an outline's two places: what it sweeps over between them, when it is convex. */
    public static double[] sweep(double[] corners, double dx0, double dy0, double dx1, double dy1) {
        int count = corners.length / 2;
        double[][] points = new double[2 * count][];
        for (int i = 0; i < count; i++) {
            points[i] = new double[] {corners[2 * i] + dx0, corners[2 * i + 1] + dy0};
            points[count + i] = new double[] {corners[2 * i] + dx1, corners[2 * i + 1] + dy1};
        }
        return hull(points);
    }

    // Andrew's monotone chain
    private static double[] hull(double[][] points) {
        Arrays.sort(points, Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
        double[][] chain = new double[2 * points.length][];
        int size = 0;
        for (double[] point : points) {
            while (size >= 2 && turn(chain[size - 2], chain[size - 1], point) <= 0) {
                size--;
            }
            chain[size++] = point;
        }
        int lower = size + 1;
        for (int i = points.length - 2; i >= 0; i--) {
            while (size >= lower && turn(chain[size - 2], chain[size - 1], points[i]) <= 0) {
                size--;
            }
            chain[size++] = points[i];
        }
        double[] result = new double[2 * Math.max(0, size - 1)];
        for (int i = 0; i < size - 1; i++) {
            result[2 * i] = chain[i][0];
            result[2 * i + 1] = chain[i][1];
        }
        return result;
    }

    private static double turn(double[] a, double[] b, double[] c) {
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    }
}
