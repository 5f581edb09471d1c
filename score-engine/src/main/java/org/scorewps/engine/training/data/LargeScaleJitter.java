package org.scorewps.engine.training.data;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.network.image.BilinearResize;
import org.scorewps.engine.training.SeededNumbers;

/**
 * Large-scale jitter (Ghiasi et al. 2021, "Simple Copy-Paste", section 3.1): the picture is turned and mirrored at random,
 * scaled by a random factor of the size at which it just fits the crop, then cut at random or padded at the right and
 * below. Pictures are scaled bilinearly with antialiasing, masks by their nearest pixels. Objects of which nothing is left
 * are dropped.
 *
 * @param crop side of the square result, pixels
 * @param minScale least factor
 * @param maxScale largest factor
 * @param horizontalFlips whether left and right are exchanged in half of the cases
 * @param verticalFlips whether top and bottom are exchanged in half of the cases
 * @param quarterTurns whether pictures are turned by 0, 90, 180 or 270 degrees
 */
public record LargeScaleJitter(
        int crop,
        double minScale,
        double maxScale,
        boolean horizontalFlips,
        boolean verticalFlips,
        boolean quarterTurns) {
    private static final int CHANNELS = 3;
    private static final int MOST_CROP = 4096;
    private static final double LEAST_SCALE = 0.01;
    private static final double MOST_SCALE = 10;

    /** Checks the ranges. */
    public LargeScaleJitter {
        if (crop < 32 || crop > MOST_CROP || crop % 32 != 0) {
            throw new InvalidInputException("crop must be a multiple of 32 up to " + MOST_CROP + ", not " + crop);
        }
        if (!(minScale >= LEAST_SCALE && minScale <= maxScale && maxScale <= MOST_SCALE)) {
            throw new InvalidInputException("min_scale and max_scale must be %s to %s and in order, not %s and %s"
                    .formatted(LEAST_SCALE, MOST_SCALE, minScale, maxScale));
        }
    }

    /** The same flips and turns of pictures that have a crop's size and keep it. */
    public LargeScaleJitter withoutScaling(int side) {
        return new LargeScaleJitter(side, 1, 1, horizontalFlips, verticalFlips, quarterTurns);
    }

    /** What was drawn for one picture. */
    private record Draw(double scale, Orientation orientation, double left, double top) {}

    /**
     * A picture changed at random.
     *
     * @param padding red, green, blue of what is beside the picture
     */
    public TrainingSample apply(TrainingSample sample, SeededNumbers random, byte[] padding) {
        Draw draw = draw(random);
        ImageTile image = sample.image();
        int[] columns = draw.orientation().columns(image.width(), image.height());
        int[] rows = draw.orientation().rows(image.width(), image.height());
        double factor = crop * draw.scale() / Math.max(columns.length, rows.length);
        int width = Math.max(1, (int) Math.round(columns.length * factor));
        int height = Math.max(1, (int) Math.round(rows.length * factor));
        int left = (int) (draw.left() * (Math.max(0, width - crop) + 1));
        int top = (int) (draw.top() * (Math.max(0, height - crop) + 1));
        ImageTile scaled = BilinearResize.resize(draw.orientation().of(image), width, height);
        int[] nearX = nearest(columns, width, left);
        int[] nearY = nearest(rows, height, top);
        List<TrainingObject> objects = new ArrayList<>();
        for (TrainingObject object : sample.objects()) {
            BitSet mask = mask(object.mask(), nearX, nearY);
            if (!mask.isEmpty()) {
                objects.add(new TrainingObject(object.classIndex(), mask));
            }
        }
        return new TrainingSample(cut(scaled, left, top, padding), objects);
    }

    /** Draws as many numbers whatever is switched off, so that a switch changes nothing else. */
    private Draw draw(SeededNumbers random) {
        double scale = minScale + random.uniform() * (maxScale - minScale);
        int quarters = random.below(4);
        boolean mirrorX = random.below(2) == 1;
        boolean mirrorY = random.below(2) == 1;
        Orientation orientation =
                new Orientation(quarterTurns ? quarters : 0, horizontalFlips && mirrorX, verticalFlips && mirrorY);
        return new Draw(scale, orientation, random.uniform(), random.uniform());
    }

    /** For each pixel of the cut, as far as the picture reaches, the part of the nearest old pixel's index. */
    private int[] nearest(int[] parts, int size, int first) {
        int[] near = new int[Math.min(crop, size - first)];
        for (int i = 0; i < near.length; i++) {
            int at = (int) ((first + i + 0.5) * parts.length / size);
            near[i] = parts[Math.min(at, parts.length - 1)];
        }
        return near;
    }

    private BitSet mask(BitSet from, int[] columns, int[] rows) {
        BitSet mask = new BitSet(crop * crop);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < columns.length; x++) {
                if (from.get(rows[y] + columns[x])) {
                    mask.set(y * crop + x);
                }
            }
        }
        return mask;
    }

    private ImageTile cut(ImageTile image, int left, int top, byte[] padding) {
        byte[] rgb = new byte[CHANNELS * crop * crop];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = padding[i % CHANNELS];
        }
        int width = Math.min(crop, image.width() - left);
        int height = Math.min(crop, image.height() - top);
        for (int y = 0; y < height; y++) {
            int from = CHANNELS * ((top + y) * image.width() + left);
            System.arraycopy(image.rgb(), from, rgb, CHANNELS * y * crop, CHANNELS * width);
        }
        return new ImageTile(crop, crop, rgb);
    }
}
