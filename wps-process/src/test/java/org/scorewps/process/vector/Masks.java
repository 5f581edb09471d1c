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
