package org.scorewps.engine.scenes.layout;

import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.scenes.body.Body;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Canvas;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Pose;

/** Puts things into the picture and keeps account of them. */
final class Stage {
    private final Canvas canvas;
    private final Shore shore;
    private final boolean novelToo;
    private boolean landOnly;
    private int latest;
    private final List<Body> instances = new ArrayList<>();
    private final List<double[]> taken = new ArrayList<>();

    Stage(Canvas canvas, Shore shore, boolean novelToo) {
        this.canvas = canvas;
        this.shore = shore;
        this.novelToo = novelToo;
    }

    Canvas canvas() {
        return canvas;
    }

    Shore shore() {
        return shore;
    }

    /** The instances drawn, in order: the canvas's instance numbers less one. */
    List<Body> instances() {
        return instances;
    }

    /** Whether a class may be shown. */
    boolean shows(SceneClass kind) {
        return novelToo || !kind.novel();
    }

    /** From now on things and stripes that would reach over water are left out. */
    void keepToLand() {
        landOnly = true;
    }

    /** Draws a thing, unless it lies outside of the picture or its class isn't shown. */
    void put(Body body, Pose pose) {
        latest = put(body, pose, 0);
    }

    /** As {@link #put}, as a part of the thing that was put before, all of which is still seen. */
    void putOnLatest(Body body, Pose pose) {
        put(body, pose, latest);
    }

    private int put(Body body, Pose pose, int on) {
        if (body.kind().isPresent() && !shows(body.kind().get())) {
            return 0;
        }
        if (landOnly && !dry(pose.x(), pose.y(), body.radius() * 0.8)) {
            return 0;
        }
        double reach = body.radius() + body.height() * (canvas.light().shadowLength() + 0.2);
        if (!canvas.sees(pose.x(), pose.y(), reach)) {
            return 0;
        }
        int number = canvas.draw(body.parts(), pose, body.kind().isPresent(), on);
        if (number > 0) {
            instances.add(body);
        }
        return number;
    }

    /** Draws a thing where it is free and on dry land; it then takes its circle. */
    boolean putFree(Body body, Pose pose, double radius) {
        if (!free(pose.x(), pose.y(), radius) || !dry(pose.x(), pose.y(), radius)) {
            return false;
        }
        take(pose.x(), pose.y(), radius);
        put(body, pose);
        return true;
    }

    /** As {@link #putFree}, for a long thing: it takes three circles along its own axis. */
    boolean putLong(Body body, Pose pose, double half, double radius) {
        double[] places = {0, half - radius, radius - half};
        for (double x : places) {
            if (!free(pose.worldX(x, 0), pose.worldY(x, 0), radius)
                    || !dry(pose.worldX(x, 0), pose.worldY(x, 0), radius)) {
                return false;
            }
        }
        for (double x : places) {
            take(pose.worldX(x, 0), pose.worldY(x, 0), radius);
        }
        put(body, pose);
        return true;
    }

    /** Whether no taken circle overlaps. */
    boolean free(double x, double y, double radius) {
        for (double[] circle : taken) {
            double dx = circle[0] - x;
            double dy = circle[1] - y;
            double apart = circle[2] + radius;
            if (dx * dx + dy * dy < apart * apart) {
                return false;
            }
        }
        return true;
    }

    /** Keeps others out of a circle. */
    void take(double x, double y, double radius) {
        if (canvas.sees(x, y, radius + 60)) {
            taken.add(new double[] {x, y, radius});
        }
    }

    private boolean dryAt(Pose pose, double x, double y) {
        return dry(pose.worldX(x, y), pose.worldY(x, y), 0);
    }

    /** Whether a circle is on land. */
    boolean dry(double x, double y, double radius) {
        return shore.inland(x, y) > radius + 1;
    }

    /** Paints ground that is no thing. */
    void paint(double[] corners, Pose pose, Paint paint, double opacity) {
        canvas.paint(corners, pose, paint, opacity);
    }

    /** Paints a straight stripe between two places of a frame. */
    void stripe(Pose pose, double x0, double y0, double x1, double y1, double width, Paint paint, double opacity) {
        if (landOnly && !(dryAt(pose, x0, y0) && dryAt(pose, x1, y1))) {
            return;
        }
        double dx = x1 - x0;
        double dy = y1 - y0;
        double length = Math.sqrt(dx * dx + dy * dy);
        Pose along = pose.then((x0 + x1) / 2, (y0 + y1) / 2, StrictMath.atan2(dy, dx));
        canvas.paint(Outlines.rectangle(length, width), along, paint, opacity);
    }
}
