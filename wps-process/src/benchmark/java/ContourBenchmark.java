import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.scorewps.engine.MaskLogits;
import org.scorewps.engine.evaluation.RunLengthMask;
import org.scorewps.engine.scenes.GeneratedScene;
import org.scorewps.engine.scenes.SceneGenerator;
import org.scorewps.engine.scenes.SceneObject;
import org.scorewps.engine.scenes.SceneSplit;
import org.scorewps.process.vector.OutlineSimplifier;
import org.scorewps.process.vector.SharedBorders;

/**
 * Contours of generated scenes, beside GDAL's; see {@code contours}. The logits are what a good network would give: each
 * object's share of the 4 x 4 pixels around a sample, from -4 to 4, with noise. {@code score} times tracing and
 * simplifying from the logits, and leaves label rasters of the upsampled masks for GDAL; {@code judge} compares all
 * polygons with the exact masks.
 *
 * <p>Arguments: score or judge, a folder for what both sides make, scenes, their side in pixels.
 */
public final class ContourBenchmark {
    private static final int STRIDE = 4;
    private static final double AMPLITUDE = 4;
    private static final double NOISE = 0.4;
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 3;
    private static final int FIRST_WARM_UP = 100;
    private static final double[] TOLERANCES = {0, 1.0 / 3, 1};

    /** Pixels of the exact masks across one of the picture's: a mask of the picture's pixels has no sub-pixel border. */
    private static final int FINE = 4;

    /** Objects of fewer of the picture's pixels aren't marked in scenes. */
    private static final int LEAST_PIXELS = 25;

    /** The scenes' finest resolutions are taken, so that objects have their usual sizes in the picture. */
    private static final double METRES = 0.1;

    /** Lines a fine pixel on which areas are measured. */
    private static final int LINES = 2;

    private ContourBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        int scenes = Integer.parseInt(arguments[2]);
        int side = Integer.parseInt(arguments[3]);
        if (arguments[0].equals("score")) {
            score(folder, scenes, side);
        } else {
            judge(folder, scenes, side);
        }
    }

    private static void score(Path folder, int scenes, int side) throws IOException {
        double[] seconds = new double[TOLERANCES.length];
        for (int scene = 0; scene < scenes; scene++) {
            List<MaskLogits> logits = logits(truth(scene, side), side, new Random(scene));
            writeLabels(folder.resolve("%03d.labels".formatted(scene)), logits, side);
            for (int i = 0; i < TOLERANCES.length; i++) {
                double[] rounds = new double[ROUNDS];
                List<MultiPolygon> outlines = List.of();
                for (int round = scene == 0 ? -FIRST_WARM_UP : -WARM_UP; round < ROUNDS; round++) {
                    long start = clock();
                    outlines = outlines(logits, side, TOLERANCES[i]);
                    rounds[Math.max(0, round)] = (clock() - start) / 1e9;
                }
                Arrays.sort(rounds);
                seconds[i] += rounds[ROUNDS / 2] / scenes;
                write(folder.resolve("%03d.score-%.2f".formatted(scene, TOLERANCES[i])), outlines);
            }
        }
        for (int i = 0; i < TOLERANCES.length; i++) {
            Files.writeString(folder.resolve("seconds.score-%.2f".formatted(TOLERANCES[i])), "" + seconds[i]);
        }
    }

    /** Processor time: other work on the machine doesn't count. */
    private static long clock() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<MultiPolygon> outlines(List<MaskLogits> logits, int side, double tolerance) {
        OutlineSimplifier simplifier = new OutlineSimplifier(tolerance, new Envelope(0, side, 0, side));
        return SharedBorders.trace(logits, side, side).stream()
                .map(simplifier::simplify)
                .toList();
    }

    /** Exact masks, in fine pixels. */
    private static List<RunLengthMask> truth(int scene, int side) {
        GeneratedScene generated = SceneGenerator.generate(4, scene, FINE * side, SceneSplit.ALL, METRES);
        return generated.objects().stream()
                .map(SceneObject::mask)
                .filter(mask -> mask.area() >= LEAST_PIXELS * FINE * FINE)
                .toList();
    }

    private static List<MaskLogits> logits(List<RunLengthMask> masks, int side, Random random) {
        int samples = side / STRIDE;
        int fine = FINE * STRIDE;
        List<MaskLogits> logits = new ArrayList<>();
        for (RunLengthMask mask : masks) {
            byte[] columns = mask.columns();
            int[] counts = new int[samples * samples];
            for (int i = 0; i < columns.length; i++) {
                int x = i / (FINE * side);
                int y = i % (FINE * side);
                counts[y / fine * samples + x / fine] += columns[i];
            }
            float[] values = new float[counts.length];
            for (int i = 0; i < values.length; i++) {
                double share = (double) counts[i] / (fine * fine);
                values[i] = (float) (AMPLITUDE * (2 * share - 1) + NOISE * random.nextGaussian());
            }
            logits.add(new MaskLogits(samples, samples, STRIDE, values));
        }
        return logits;
    }

    /** For each pixel the mask with the largest logit from 1 on, after bilinear upsampling; 0 where none is positive. */
    private static void writeLabels(Path file, List<MaskLogits> logits, int side) throws IOException {
        int[] labels = new int[side * side];
        float[] best = new float[side * side];
        for (int label = 0; label < logits.size(); label++) {
            for (int i = 0; i < labels.length; i++) {
                float value = bilinear(logits.get(label), i % side + 0.5, i / side + 0.5);
                if (value > best[i]) {
                    best[i] = value;
                    labels[i] = label + 1;
                }
            }
        }
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(side);
            for (int label : labels) {
                out.writeInt(label);
            }
        }
    }

    private static float bilinear(MaskLogits mask, double x, double y) {
        double u = Math.min(Math.max(x / STRIDE - 0.5, 0), mask.width() - 1.0);
        double v = Math.min(Math.max(y / STRIDE - 0.5, 0), mask.height() - 1.0);
        int column = Math.min((int) u, mask.width() - 2);
        int row = Math.min((int) v, mask.height() - 2);
        double du = u - column;
        double dv = v - row;
        double upper = (1 - du) * mask.at(row, column) + du * mask.at(row, column + 1);
        double lower = (1 - du) * mask.at(row + 1, column) + du * mask.at(row + 1, column + 1);
        return (float) ((1 - dv) * upper + dv * lower);
    }

    private static void write(Path file, List<MultiPolygon> outlines) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < outlines.size(); i++) {
                byte[] binary = new WKBWriter().write(outlines.get(i));
                out.writeInt(i + 1);
                out.writeInt(binary.length);
                out.write(binary);
            }
        }
    }

    private static void judge(Path folder, int scenes, int side) throws Exception {
        List<String> contestants;
        try (Stream<Path> files = Files.list(folder)) {
            contestants = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("seconds."))
                    .map(name -> name.substring("seconds.".length()))
                    .sorted()
                    .toList();
        }
        TreeMap<String, Tally> tallies = new TreeMap<>();
        contestants.forEach(name -> tallies.put(name, new Tally()));
        for (int scene = 0; scene < scenes; scene++) {
            List<RunLengthMask> truth = truth(scene, side);
            List<byte[]> masks = truth.stream().map(ContourBenchmark::inBox).toList();
            for (String name : contestants) {
                List<List<Geometry>> shapes = read(folder.resolve("%03d.%s".formatted(scene, name)), truth.size());
                for (int i = 0; i < truth.size(); i++) {
                    tallies.get(name).add(shapes.get(i), truth.get(i), masks.get(i));
                }
            }
        }
        System.out.println("tool-tolerance  ms/scene  mean IoU  IoU <32x32  vertices  invalid  (objects)");
        for (String name : contestants) {
            double seconds = Double.parseDouble(Files.readString(folder.resolve("seconds." + name)));
            System.out.println(tallies.get(name).line(name, seconds));
        }
    }

    private static List<List<Geometry>> read(Path file, int objects) throws Exception {
        List<List<Geometry>> shapes = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            shapes.add(new ArrayList<>());
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                in.mark(1);
                if (in.read() < 0) {
                    return shapes;
                }
                in.reset();
                int label = in.readInt();
                byte[] binary = in.readNBytes(in.readInt());
                shapes.get(label - 1).add(new WKBReader().read(binary));
            }
        }
    }

    /** What is counted of one contestant. */
    private static final class Tally {
        private int objects;
        private int small;
        private double overlap;
        private double smallOverlap;
        private long vertices;
        private int invalid;

        void add(List<Geometry> shapes, RunLengthMask truth, byte[] pixels) {
            double iou = iou(shapes, truth, pixels);
            objects++;
            overlap += iou;
            if (truth.area() < 32 * 32 * FINE * FINE) {
                small++;
                smallOverlap += iou;
            }
            for (Geometry shape : shapes) {
                vertices += shape.getNumPoints();
                invalid += shape.isValid() ? 0 : 1;
            }
        }

        String line(String name, double seconds) {
            return String.format(
                    Locale.ROOT,
                    "%-14s %9.2f %9.4f %11.4f %9d %8d  (%d, %d small)",
                    name,
                    1000 * seconds,
                    overlap / objects,
                    smallOverlap / small,
                    vertices,
                    invalid,
                    objects,
                    small);
        }
    }

    /** The part of a mask in its bounding box, by column, then row. */
    private static byte[] inBox(RunLengthMask mask) {
        RunLengthMask.Box box = mask.boundingBox();
        byte[] all = mask.columns();
        byte[] part = new byte[box.width() * box.height()];
        for (int x = 0; x < box.width(); x++) {
            System.arraycopy(
                    all, (box.x() + x) * mask.height() + box.y(), part, x * box.height(), box.height());
        }
        return part;
    }

    /** Areas by lines through the fine pixels, exact along each line; the shapes don't overlap. */
    private static double iou(List<Geometry> shapes, RunLengthMask truth, byte[] pixels) {
        RunLengthMask.Box box = truth.boundingBox();
        List<List<Double>> crossings = new ArrayList<>();
        for (int line = 0; line < box.height() * LINES; line++) {
            crossings.add(new ArrayList<>());
        }
        double drawn = 0;
        for (Geometry shape : shapes) {
            drawn += shape.getArea() * FINE * FINE;
            for (Object ring : LinearComponentExtracter.getLines(shape)) {
                Coordinate[] vertices = ((LineString) ring).getCoordinates();
                for (int i = 1; i < vertices.length; i++) {
                    cross(crossings, inBox(vertices[i - 1], box), inBox(vertices[i], box));
                }
            }
        }
        double common = 0;
        for (int line = 0; line < crossings.size(); line++) {
            List<Double> xs = crossings.get(line);
            xs.sort(null);
            for (int i = 0; i + 1 < xs.size(); i += 2) {
                double from = Math.max(0, xs.get(i));
                double to = Math.min(box.width(), xs.get(i + 1));
                for (int x = (int) from; x < to; x++) {
                    common += pixels[x * box.height() + line / LINES] * (Math.min(to, x + 1) - Math.max(from, x));
                }
            }
        }
        common /= LINES;
        return common / (drawn + truth.area() - common);
    }

    private static Coordinate inBox(Coordinate vertex, RunLengthMask.Box box) {
        return new Coordinate(vertex.x * FINE - box.x(), vertex.y * FINE - box.y());
    }

    private static void cross(List<List<Double>> crossings, Coordinate from, Coordinate to) {
        int first = (int) Math.max(0, Math.ceil(Math.min(from.y, to.y) * LINES - 0.5));
        int end = (int) Math.min(crossings.size(), Math.ceil(Math.max(from.y, to.y) * LINES - 0.5));
        for (int line = first; line < end; line++) {
            double y = (line + 0.5) / LINES;
            crossings.get(line).add(from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x));
        }
    }
}
