import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.DefaultProgressListener;
import org.scorewps.process.ColorEngine;
import org.scorewps.process.CoverageSource;
import org.scorewps.process.ProcessLimits;
import org.scorewps.process.ScoreServices;
import org.scorewps.process.SegmentInstancesProcess;
import org.scorewps.standalone.io.CoverageFile;
import org.scorewps.standalone.io.CsvFeatureWriter;

/**
 * Memory and time of a request on a large scene; see {@code streaming}. {@code paint FILE SIDE} paints a picture that can be
 * repeated without joints: 40 objects a million pixels, most of them of some metres, some larger than a tile. {@code segment
 * FILE} finds them and writes the features; it prints seconds, objects, the largest heap after collections, and the largest
 * resident memory less the heap, which is allocated at the start.
 */
public final class StreamingBenchmark {
    private static final int TILE = 512;
    private static final double OBJECTS_PER_MEGAPIXEL = 40;
    private static final Color[] COLORS = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};
    private static final long SAMPLE_MILLISECONDS = 2000;
    private static final double MEGABYTE = 1 << 20;

    private StreamingBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("paint")) {
            paint(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        } else {
            segment(Path.of(arguments[1]));
        }
    }

    private static void paint(Path file, int side) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(4);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int grey = 110 + random.nextInt(30);
                image.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        Graphics2D graphics = image.createGraphics();
        long objects = Math.round(OBJECTS_PER_MEGAPIXEL * side * side / 1e6);
        for (long i = 0; i < objects; i++) {
            boolean large = i % 500 == 0;
            int length = large ? 600 + random.nextInt(600) : 10 + random.nextInt(60);
            int width = large ? 40 : 8 + random.nextInt(24);
            double turn = random.nextDouble() * Math.PI;
            int x = random.nextInt(side);
            int y = random.nextInt(side);
            graphics.setColor(COLORS[random.nextInt(COLORS.length)]);
            for (int place = 0; place < 9; place++) {
                graphics.setTransform(AffineTransform.getTranslateInstance(
                        x + (place % 3 - 1) * (double) side, y + (place / 3 - 1) * (double) side));
                graphics.rotate(turn);
                graphics.fillRect(-length / 2, -width / 2, length, width);
            }
        }
        graphics.dispose();
        ImageIO.write(image, "tiff", file.toFile());
        System.out.printf(Locale.ROOT, "%d x %d pixels, %d objects%n", side, side, objects);
    }

    private static void segment(Path file) throws Exception {
        ColorEngine engine = new ColorEngine(TILE);
        ProcessLimits limits = new ProcessLimits(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, 4);
        ScoreServices services = new ScoreServices(() -> engine, CoverageSource.NONE, limits);
        AtomicLong heap = new AtomicLong();
        AtomicLong resident = new AtomicLong();
        Thread sampler = new Thread(() -> sample(heap, resident));
        sampler.setDaemon(true);
        sampler.start();
        long start = System.nanoTime();
        long count;
        try (CoverageFile raster = CoverageFile.open(file);
                OutputStream out = new BufferedOutputStream(OutputStream.nullOutputStream())) {
            Object result = new SegmentInstancesProcess(() -> services)
                    .execute(
                            raster.coverage(), null, new String[] {"red;green;blue;yellow"}, null, null, null, null,
                            null, null, null, null, null, null, null, null, null, null, null, null, null,
                            new DefaultProgressListener())
                    .get("result");
            SimpleFeatureCollection features = (SimpleFeatureCollection) result;
            count = features.size();
            new CsvFeatureWriter().write(features, out);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        sampler.interrupt();
        sampler.join();
        long allocated = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        System.out.printf(
                Locale.ROOT,
                "%s: %d features of %d tiles in %.0f s; heap of %.0f MB, after collections at most %.0f; "
                        + "process at most %.0f MB, %.0f beside the heap%n",
                file.getFileName(),
                count,
                engine.tiles(),
                seconds,
                allocated / MEGABYTE,
                heap.get() / MEGABYTE,
                resident.get() / MEGABYTE,
                (resident.get() - allocated) / MEGABYTE);
    }

    private static void sample(AtomicLong heap, AtomicLong resident) {
        try {
            while (true) {
                Thread.sleep(SAMPLE_MILLISECONDS);
                long before = fullCollections();
                System.gc();
                // while native code holds an array the collection is left out, and what an earlier one left isn't live
                if (fullCollections() > before) {
                    heap.accumulateAndGet(afterCollection(), Math::max);
                }
                resident.accumulateAndGet(residentBytes(), Math::max);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static long fullCollections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(bean -> bean.getName().equals("G1 Old Generation"))
                .mapToLong(bean -> bean.getCollectionCount())
                .sum();
    }

    /** What was left by the last collection; what is used at the moment holds new garbage. */
    private static long afterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private static long residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
