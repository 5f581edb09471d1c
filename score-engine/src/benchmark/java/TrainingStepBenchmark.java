import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.evaluation.EvaluationReport;
import org.scorewps.engine.training.data.TrainingData;
import org.scorewps.engine.training.data.TrainingObject;
import org.scorewps.engine.training.data.TrainingSample;
import org.scorewps.engine.training.loop.TrainConfig;
import org.scorewps.engine.training.loop.Trainer;
import org.scorewps.engine.training.loop.TrainingListener;
import org.scorewps.engine.training.loop.TrainingProgress;
import org.scorewps.engine.training.loop.TrainingRequest;
import org.scorewps.engine.vocabulary.ClassName;

/**
 * Times training steps of a model, by the clock and in processor time, and tells the process's size. The pictures are
 * noise with rectangles, made before the clock runs, so that nothing but steps is timed. See {@code training-step}.
 *
 * <p>Arguments: model directory, steps, mixed (whether the dilation still mixes its kernels), pictures of a step, their
 * side, objects of each, threads, frozen (whether the image towers are).
 */
public final class TrainingStepBenchmark {
    private static final int WARM_UP = 3;

    private TrainingStepBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Path model = Path.of(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        boolean mixed = Boolean.parseBoolean(arguments[2]);
        int batch = Integer.parseInt(arguments[3]);
        int side = Integer.parseInt(arguments[4]);
        Path folder = Files.createTempDirectory("benchmark");
        Path settings = Files.writeString(folder.resolve("score.yaml"), """
                batch_size: %d
                iterations: %d
                losses: {points: 2048}
                dilation_calls: %d
                augmentation: {crop: %d, min_scale: 1, max_scale: 1}
                threads: %s
                freeze_towers: %s
                periods: {log: 1000000, checkpoint: 0}
                """.formatted(batch, steps + WARM_UP, mixed ? 1_000_000_000 : 0, side, arguments[6], arguments[7]));
        Watch watch = new Watch();
        Trainer.train(
                new TrainingRequest(
                        ModelDirectory.open(model),
                        TrainConfig.read(settings),
                        new Rectangles(side, Integer.parseInt(arguments[5])),
                        Optional.empty(),
                        folder.resolve("run"),
                        false),
                watch);
        System.out.println("java: " + watch.summary());
    }

    /** Notes the time of each step. */
    private static final class Watch implements TrainingListener {
        private final List<Double> wall = new ArrayList<>();
        private final List<Double> processor = new ArrayList<>();
        private long lastWall = System.nanoTime();
        private long lastProcessor;
        private int done;

        @Override
        public void trained(TrainingProgress progress) {
            long now = System.nanoTime();
            long used = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
            if (++done > WARM_UP) {
                wall.add((now - lastWall) / 1e9);
                processor.add((used - lastProcessor) / 1e9);
            }
            lastWall = now;
            lastProcessor = used;
            if (done % 100 == 0) {
                System.out.printf(Locale.ROOT, "step %d: resident %d MB%n", done, resident());
            }
        }

        private static long resident() {
            try {
                return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(0);
            } catch (java.io.IOException e) {
                return 0; // no Linux
            }
        }

        String summary() {
            return String.format(
                    Locale.ROOT,
                    "%.3f s a step (median), fastest %.3f s; processor time %.3f s, least %.3f s; resident %d MB",
                    median(wall),
                    wall.stream().mapToDouble(v -> v).min().orElse(0),
                    median(processor),
                    processor.stream().mapToDouble(v -> v).min().orElse(0),
                    resident());
        }

        private static double median(List<Double> values) {
            return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
        }

        @Override
        public void evaluating(int finished, int total) {}

        @Override
        public void evaluated(int step, EvaluationReport report) {}
    }

    /** Noise with rectangles. */
    private static final class Rectangles implements TrainingData {
        private static final int PICTURES = 8;
        private static final int CLASSES = 26;
        private final List<TrainingSample> samples = new ArrayList<>();

        Rectangles(int side, int objects) {
            java.util.Random random = new java.util.Random(1);
            for (int i = 0; i < PICTURES; i++) {
                byte[] rgb = new byte[3 * side * side];
                random.nextBytes(rgb);
                List<TrainingObject> all = new ArrayList<>();
                for (int k = 0; k < objects; k++) {
                    int left = random.nextInt(side - 16);
                    int top = random.nextInt(side - 16);
                    int width = 4 + random.nextInt(12);
                    int height = 4 + random.nextInt(12);
                    BitSet mask = new BitSet(side * side);
                    for (int y = top; y < top + height; y++) {
                        mask.set(y * side + left, y * side + left + width);
                    }
                    all.add(new TrainingObject(k % CLASSES, mask));
                }
                samples.add(new TrainingSample(new ImageTile(side, side, rgb), all));
            }
        }

        @Override
        public List<ClassName> classes() {
            List<ClassName> classes = new ArrayList<>();
            for (int i = 0; i < CLASSES; i++) {
                classes.add(new ClassName(List.of("kind " + i)));
            }
            return classes;
        }

        @Override
        public String fingerprint() {
            return "rectangles";
        }

        @Override
        public TrainingSample sample(long place) {
            return samples.get((int) (place % PICTURES));
        }
    }
}
