package org.scorewps.engine.scenes.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The picture while it is painted: light in each pixel, and which thing each pixel belongs to. Later things hide earlier
 * ones, but for those that lie on them and are part of them. A pixel belongs to a thing when the thing covers more than half of
 * it; shadows belong to what they fall on.
 */
public final class Canvas {
    private static final float HALF = 0.5f;

    private final int width;
    private final int height;
    private final double resolution;
    private final double originX;
    private final double originY;
    private final Light light;
    private final float[] rgb;
    private final int[] owner;
    private final float[] scratch;
    private final Coverage coverage;
    private final List<Integer> drawn = new ArrayList<>();
    private final List<Integer> ground = new ArrayList<>();
    private final float[] colour = new float[3];
    private final double[] slope = new double[2];
    private int dirtyLeft;
    private int dirtyTop;
    private int dirtyRight;
    private int dirtyBottom;

    /**
     * @param width pixels in a row
     * @param height rows
     * @param resolution metres a pixel
     * @param centreX place of the picture's middle in the world, metres
     * @param centreY the same, down
     */
    public Canvas(int width, int height, double resolution, double centreX, double centreY, Light light) {
        this.width = width;
        this.height = height;
        this.resolution = resolution;
        this.originX = centreX - width * resolution / 2;
        this.originY = centreY - height * resolution / 2;
        this.light = light;
        this.rgb = new float[3 * width * height];
        this.owner = new int[width * height];
        this.scratch = new float[width * height];
        this.coverage = new Coverage(width, height);
        clean();
    }

    /** Pixels in a row. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Metres a pixel. */
    public double resolution() {
        return resolution;
    }

    /** The sun. */
    public Light light() {
        return light;
    }

    /** Light in each pixel: red, green, blue, interleaved; the canvas's own. */
    float[] samples() {
        return rgb;
    }

    /** Whether a circle in the world touches the picture. */
    public boolean sees(double x, double y, double radius) {
        return x + radius > originX
                && y + radius > originY
                && x - radius < originX + width * resolution
                && y - radius < originY + height * resolution;
    }

    /** A surface over the whole picture, as a function of the place. */
    public interface Layer {
        /**
         * The surface at a place of the world.
         *
         * @param rgb filled with the colour when the result isn't 0
         * @return how opaque it is, 0 to 1
         */
        double at(double x, double y, float[] rgb);
    }

    /** Paints a layer over everything so far; it hides nothing's mask. */
    public void cover(Layer layer) {
        for (int row = 0; row < height; row++) {
            double y = originY + (row + 0.5) * resolution;
            for (int column = 0; column < width; column++) {
                double alpha = layer.at(originX + (column + 0.5) * resolution, y, colour);
                if (alpha > 0) {
                    blend(row * width + column, (float) Math.min(1, alpha));
                }
            }
        }
    }

    /**
     * Paints something flat that is no thing of its own.
     *
     * @param corners in the frame of the pose
     * @param opacity 0 to 1
     */
    public void paint(double[] corners, Pose pose, Paint paint, double opacity) {
        if (!coverage.of(toPixels(pose.apply(corners), 0, 0))) {
            return;
        }
        for (int y = coverage.top(); y < coverage.bottom(); y++) {
            for (int x = coverage.left(); x < coverage.right(); x++) {
                float part = coverage.at(x, y);
                if (part > 0) {
                    lit(pose, x, y, paint, Relief.LEVEL);
                    blend(y * width + x, (float) (part * opacity));
                }
            }
        }
    }

    /**
     * Draws a thing with its shadow.
     *
     * @param labelled whether it is an instance; otherwise it only hides what is below
     * @param on number of the instance that it lies on without hiding it, as a soccer field on the ground of a running
     *     track, or 0
     * @return the instance's number, from 1, or 0
     */
    public int draw(List<Part> parts, Pose pose, boolean labelled, int on) {
        castShadow(parts, pose);
        for (Part part : parts) {
            double[] corners = pose.apply(part.corners());
            double leanX = light.leanX() * part.top();
            double leanY = light.leanY() * part.top();
            if (Math.hypot(leanX, leanY) > resolution / 3 && part.top() - part.base() > 0.5) {
                double[] wall =
                        Outlines.sweep(corners, light.leanX() * part.base(), light.leanY() * part.base(), leanX, leanY);
                fill(wall, pose, 0, 0, Paint.flat(part.wall()), Relief.LEVEL);
            }
            fill(corners, pose, leanX, leanY, part.paint(), part.relief());
        }
        return own(labelled, on);
    }

    /** Which instance each pixel belongs to, the one on top of others, or 0; the canvas's own. */
    public int[] owners() {
        return owner;
    }

    /** The instance that one lies on without hiding it: a smaller number, or 0. */
    public int ground(int instance) {
        return ground.get(instance - 1);
    }

    /** Pixels that an instance had before anything hid it. */
    public int pixelsWhenDrawn(int instance) {
        return drawn.get(instance - 1);
    }

    private void castShadow(List<Part> parts, Pose pose) {
        double dx = -light.sunX() * light.shadowLength();
        double dy = -light.sunY() * light.shadowLength();
        for (Part part : parts) {
            if (part.top() * light.shadowLength() > resolution / 4) {
                double[] swept = Outlines.sweep(
                        pose.apply(part.corners()),
                        dx * part.base(),
                        dy * part.base(),
                        dx * part.top(),
                        dy * part.top());
                if (coverage.of(toPixels(swept, 0, 0))) {
                    gather(true);
                }
            }
        }
        float dark = (float) light.darkness();
        for (int y = dirtyTop; y < dirtyBottom; y++) {
            for (int at = y * width + dirtyLeft; at < y * width + dirtyRight; at++) {
                float part = scratch[at] * dark;
                scratch[at] = 0;
                if (part > 0) {
                    // the sky still lights it, so it turns blue
                    rgb[3 * at] *= 1 - part * 1.04f;
                    rgb[3 * at + 1] *= 1 - part;
                    rgb[3 * at + 2] *= 1 - part * 0.9f;
                }
            }
        }
        clean();
    }

    private void fill(double[] corners, Pose pose, double leanX, double leanY, Paint paint, Relief relief) {
        if (!coverage.of(toPixels(corners, leanX, leanY))) {
            return;
        }
        Pose leaning = new Pose(pose.x() + leanX, pose.y() + leanY, pose.cos(), pose.sin());
        for (int y = coverage.top(); y < coverage.bottom(); y++) {
            for (int x = coverage.left(); x < coverage.right(); x++) {
                float part = coverage.at(x, y);
                if (part > 0) {
                    lit(leaning, x, y, paint, relief);
                    blend(y * width + x, part);
                }
            }
        }
        gather(false);
    }

    private void lit(Pose pose, int x, int y, Paint paint, Relief relief) {
        double wx = originX + (x + 0.5) * resolution - pose.x();
        double wy = originY + (y + 0.5) * resolution - pose.y();
        double px = pose.cos() * wx + pose.sin() * wy;
        double py = pose.cos() * wy - pose.sin() * wx;
        paint.at(px, py, colour);
        relief.normal(px, py, slope);
        if (slope[0] != 0 || slope[1] != 0) {
            float bright = (float) light.brightness(
                    pose.cos() * slope[0] - pose.sin() * slope[1], pose.sin() * slope[0] + pose.cos() * slope[1]);
            colour[0] *= bright;
            colour[1] *= bright;
            colour[2] *= bright;
        }
    }

    // adds the coverage to the scratch picture: overlapping shadows don't add up, parts side by side do
    private void gather(boolean largest) {
        for (int y = coverage.top(); y < coverage.bottom(); y++) {
            for (int x = coverage.left(); x < coverage.right(); x++) {
                int at = y * width + x;
                float part = coverage.at(x, y);
                scratch[at] = largest ? Math.max(scratch[at], part) : scratch[at] + part - scratch[at] * part;
            }
        }
        dirtyLeft = Math.min(dirtyLeft, coverage.left());
        dirtyTop = Math.min(dirtyTop, coverage.top());
        dirtyRight = Math.max(dirtyRight, coverage.right());
        dirtyBottom = Math.max(dirtyBottom, coverage.bottom());
    }

    private int own(boolean labelled, int on) {
        int number = labelled ? drawn.size() + 1 : 0;
        int pixels = 0;
        for (int y = dirtyTop; y < dirtyBottom; y++) {
            for (int at = y * width + dirtyLeft; at < y * width + dirtyRight; at++) {
                if (scratch[at] > HALF) {
                    owner[at] = number;
                    pixels++;
                }
                scratch[at] = 0;
            }
        }
        clean();
        if (labelled) {
            drawn.add(pixels);
            ground.add(on);
        }
        return number;
    }

    private void clean() {
        dirtyLeft = width;
        dirtyTop = height;
        dirtyRight = 0;
        dirtyBottom = 0;
    }

    private void blend(int at, float part) {
        int i = 3 * at;
        rgb[i] += (colour[0] - rgb[i]) * part;
        rgb[i + 1] += (colour[1] - rgb[i + 1]) * part;
        rgb[i + 2] += (colour[2] - rgb[i + 2]) * part;
    }

    private double[] toPixels(double[] world, double dx, double dy) {
        double[] pixels = Arrays.copyOf(world, world.length);
        for (int i = 0; i < pixels.length; i += 2) {
            pixels[i] = (pixels[i] + dx - originX) / resolution;
            pixels[i + 1] = (pixels[i + 1] + dy - originY) / resolution;
        }
        return pixels;
    }
}
