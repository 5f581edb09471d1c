package org.scorewps.engine.scenes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.scorewps.engine.evaluation.RunLengthMask;
import org.scorewps.engine.scenes.body.Body;
import org.scorewps.engine.scenes.draw.Canvas;

/** Reads the instances' masks off the canvas, and drops what is hardly to be seen. */
final class VisibleObjects {
    /** Fewer visible pixels than these are no object: a car at 0.57 m a pixel, what people who mark aerial imagery still mark. */
    static final int MIN_PIXELS = 25;

    /**
     * Less of it than this in sight is no object either: an arc of asphalt in a picture's corner may be of a roundabout, but
     * nobody can tell.
     */
    static final double MIN_SHARE = 0.3;

    /** But for what is large: so many pixels, 64 x 64, can be told however much lies beyond the picture. */
    static final int ENOUGH_PIXELS = 4096;

    /** Of a long thing, such as a pier, a piece is enough: it counts as if it were so many times as long as wide at most. */
    private static final double LONGEST = 4;

    private VisibleObjects() {}

    static List<SceneObject> of(Canvas canvas, List<Body> bodies) {
        int width = canvas.width();
        int height = canvas.height();
        int count = bodies.size();
        int[] owners = canvas.owners();
        int[] area = new int[count + 1];
        int[][] box = new int[count + 1][];
        Arrays.setAll(box, i -> new int[] {width, height, 0, 0});
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                for (int i = owners[at]; i > 0; i = canvas.ground(i)) {
                    int[] own = box[i];
                    area[i]++;
                    own[0] = Math.min(own[0], x);
                    own[1] = Math.min(own[1], y);
                    own[2] = Math.max(own[2], x + 1);
                    own[3] = Math.max(own[3], y + 1);
                }
            }
        }
        List<SceneObject> objects = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Body body = bodies.get(i - 1);
            if (area[i] >= MIN_PIXELS
                    && area[i] >= MIN_SHARE * canvas.pixelsWhenDrawn(i)
                    && !isRemnant(canvas, body, area[i], box[i])) {
                RunLengthMask mask = mask(canvas, i, box[i]);
                objects.add(new SceneObject(body.kind().orElseThrow(), mask, body.lookAlike()));
            }
        }
        return objects;
    }

    /** Whether the picture's border cuts too much of it away. */
    private static boolean isRemnant(Canvas canvas, Body body, int area, int[] box) {
        boolean cut = box[0] == 0 || box[1] == 0 || box[2] == canvas.width() || box[3] == canvas.height();
        if (!cut || area >= ENOUGH_PIXELS) {
            return false;
        }
        double side = body.shorterSide();
        double recognizable = Math.min(body.footprint(), LONGEST * side * side);
        return area * canvas.resolution() * canvas.resolution() < MIN_SHARE * recognizable;
    }

    private static RunLengthMask mask(Canvas canvas, int number, int[] box) {
        int[] owners = canvas.owners();
        int width = canvas.width();
        int height = canvas.height();
        // at most every other pixel of the box starts a run
        int[] runs = new int[(box[2] - box[0]) * (box[3] - box[1] + 2) + 2];
        int used = 0;
        int start = 0;
        boolean inside = false;
        for (int x = box[0]; x < box[2]; x++) {
            if (inside && box[1] > 0) {
                // the last run went down to the picture's bottom
                runs[used++] = x * height - start;
                start = x * height;
                inside = false;
            }
            // one more row than the box, where there is one: it ends the column's last run
            int end = Math.min(height, box[3] + 1);
            for (int y = box[1]; y < end; y++) {
                if (belongs(canvas, owners[y * width + x], number) != inside) {
                    int at = x * height + y;
                    runs[used++] = at - start;
                    start = at;
                    inside = !inside;
                }
            }
        }
        if (inside) {
            runs[used++] = box[2] * height - start;
            start = box[2] * height;
        }
        runs[used++] = width * height - start;
        return RunLengthMask.ofCounts(height, width, Arrays.copyOf(runs, used));
    }

    /** Whether a pixel's owner is the thing, or lies on it. */
    private static boolean belongs(Canvas canvas, int owner, int number) {
        // what lies on a thing was drawn later
        int own = owner;
        while (own > number) {
            own = canvas.ground(own);
        }
        return own == number;
    }
}
