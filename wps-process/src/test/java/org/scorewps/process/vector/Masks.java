package org.scorewps.process.vector;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.scorewps.engine.MaskLogits;

/** Logits of known shapes, sampled as a network gives them. */
final class Masks {
    static final int STRIDE = 4;

    private Masks() {}

    /** A shape as a field: positive inside. */
    interface Shape {
        double logit(double x, double y);
    }

    static Shape disc(double x0, double y0, double radius) {
        return (x, y) -> radius - Math.hypot(x - x0, y - y0);
    }

    /** A rectangle by its centre, half sides and direction. */
    static Shape rectangle(double x0, double y0, double halfWidth, double halfHeight, double angle) {
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        return (x, y) -> Math.min(
                halfWidth - Math.abs((x - x0) * cosine + (y - y0) * sine),
                halfHeight - Math.abs((y - y0) * cosine - (x - x0) * sine));
    }

    static MaskLogits sample(int width, int height, int stride, Shape shape) {
        int columns = (width + stride - 1) / stride;
        int rows = (height + stride - 1) / stride;
        float[] values = new float[columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] = (float) shape.logit((column + 0.5) * stride, (row + 0.5) * stride);
            }
        }
        return new MaskLogits(columns, rows, stride, values);
    }

    /** What a network that sees well gives: how much of the pixels around each sample the shape covers, from -1 to 1. */
    static MaskLogits coverage(int width, int height, Shape shape) {
        int parts = 4 * STRIDE;
        return sample(width, height, STRIDE, (x, y) -> {
            int inside = 0;
            for (int row = 0; row < parts; row++) {
                for (int column = 0; column < parts; column++) {
                    double u = x + ((column + 0.5) / parts - 0.5) * STRIDE;
                    double v = y + ((row + 0.5) / parts - 0.5) * STRIDE;
                    inside += shape.logit(u, v) > 0 ? 1 : 0;
                }
            }
            return 2.0 * inside / (parts * parts) - 1;
        });
    }

    /** Area of the mask as bilinear resizing to a sixteenth of a pixel gives it. */
    static double bilinearArea(MaskLogits mask) {
        int parts = 16;
        int inside = 0;
        for (int i = 0; i < mask.height() * mask.stride() * parts; i++) {
            for (int j = 0; j < mask.width() * mask.stride() * parts; j++) {
                inside += bilinear(mask, (j + 0.5) / parts, (i + 0.5) / parts) > 0 ? 1 : 0;
            }
        }
        return (double) inside / (parts * parts);
    }

    private static double bilinear(MaskLogits mask, double x, double y) {
        double u = Math.min(Math.max(x / mask.stride() - 0.5, 0), mask.width() - 1.0);
        double v = Math.min(Math.max(y / mask.stride() - 0.5, 0), mask.height() - 1.0);
        int column = Math.min((int) u, mask.width() - 2);
        int row = Math.min((int) v, mask.height() - 2);
        double du = u - column;
        double dv = v - row;
        double upper = (1 - du) * mask.at(row, column) + du * mask.at(row, column + 1);
        double lower = (1 - du) * mask.at(row + 1, column) + du * mask.at(row + 1, column + 1);
        return (1 - dv) * upper + dv * lower;
    }

    /** A row of houses at a slant, each mask a little too large or too small, with noise. */
    static List<MaskLogits> terrace(Random random, int size) {
        double angle = random.nextDouble() * Math.PI;
        double house = 6 + 10 * random.nextDouble();
        double depth = 10 + 15 * random.nextDouble();
        double noise = random.nextDouble();
        return IntStream.range(-3, 4)
                .mapToObj(i -> rectangle(
                        size / 2.0 + 2 * house * i * Math.cos(angle),
                        size / 2.0 + 2 * house * i * Math.sin(angle),
                        house + 2 * random.nextDouble(),
                        depth + 4 * random.nextDouble(),
                        angle))
                .map(shape -> sample(size, size, STRIDE, (x, y) -> shape.logit(x, y) + noise * random.nextGaussian()))
                .toList();
    }

    /** Logits of every kind that a network could give, NaN and infinite ones too. */
    static MaskLogits wild(Random random, int width, int height, int stride, int kind) {
        return sample(width, height, stride, (x, y) -> switch (kind) {
            case 0 -> random.nextGaussian();
            case 1 -> random.nextInt(3) - 1; // zeros and saddles with equal corners
            case 2 -> random.nextBoolean() ? Double.NaN : random.nextBoolean() ? 1e30 : Double.NEGATIVE_INFINITY;
            case 3 -> Math.pow(10, 60 * random.nextDouble() - 30) * (random.nextBoolean() ? 1 : -1);
            default -> random.nextBoolean() ? Float.POSITIVE_INFINITY : -Float.MIN_VALUE;
        });
    }
}
