package org.scorewps.standalone.cli;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;

/** Checks whether this computer can run the engine, and whether its models are right. */
final class InstallationCheck {
    private static final int JAVA = 17;
    private static final double GB = 1e9;

    /** The full-size model in float32, and what a tile needs. */
    private static final double MEMORY_GB = 6;

    /** What the native library unpacks. */
    private static final double CACHE_GB = 0.5;

    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    private final Path models;

    /** @param models the directory that holds the model directories */
    InstallationCheck(Path models) {
        this.models = models;
    }

    /** Makes all checks. */
    List<Diagnosis> run() {
        List<Diagnosis> all = new ArrayList<>();
        all.add(java(Runtime.version().feature()));
        all.add(cache(Utils.getCacheDir()));
        all.add(engine());
        all.add(memory(availableMemory()));
        all.addAll(models());
        return all;
    }

    static Diagnosis java(int version) {
        String finding = "Java " + version;
        return version >= JAVA
                ? Diagnosis.ok("java", finding)
                : Diagnosis.fail("java", finding, "install Java " + JAVA + " or later");
    }

    static Diagnosis cache(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "check", ""));
            double free = Files.getFileStore(directory).getUsableSpace() / GB;
            String finding = String.format(Locale.ROOT, "%s is writable, %.1f GB free", directory, free);
            return free >= CACHE_GB
                    ? Diagnosis.ok("cache", finding)
                    : Diagnosis.warn("cache", finding, "free " + CACHE_GB + " GB there, or set DJL_CACHE_DIR");
        } catch (IOException e) {
            return Diagnosis.fail(
                    "cache",
                    directory + " is not writable",
                    "make it writable, or set DJL_CACHE_DIR to a place that is");
        }
    }

    /** Loads the native library, which may fail with an Error as well as with an exception. */
    private static Diagnosis engine() {
        try {
            Engine engine = Engine.getEngine("PyTorch");
            Device device = engine.defaultDevice();
            return Diagnosis.ok(
                    "engine",
                    "PyTorch %s on %s, %d cores"
                            .formatted(
                                    engine.getVersion(),
                                    device.isGpu() ? "gpu(" + device.getDeviceId() + ")" : "cpu",
                                    Runtime.getRuntime().availableProcessors()));
        } catch (RuntimeException | LinkageError e) {
            return Diagnosis.fail(
                    "engine",
                    "the native library can't be loaded: " + e,
                    "a 64-bit Linux on x86 with glibc is needed; see also the cache above");
        }
    }

    static Diagnosis memory(double gigabytes) {
        String finding = String.format(
                Locale.ROOT,
                "%.1f GB available, Java heap up to %.1f GB",
                gigabytes,
                Runtime.getRuntime().maxMemory() / GB);
        return gigabytes >= MEMORY_GB
                ? Diagnosis.ok("memory", finding)
                : Diagnosis.warn(
                        "memory",
                        finding,
                        "the full-size model needs about %.0f GB besides the heap".formatted(MEMORY_GB));
    }

    private List<Diagnosis> models() {
        if (!Files.isDirectory(models)) {
            return List.of(Diagnosis.fail(
                    "models",
                    models + " is no directory",
                    "import a model: score import --score FILE --out " + models.resolve("NAME")));
        }
        List<Path> directories;
        try (Stream<Path> list = Files.list(models)) {
            directories = list.filter(Files::isDirectory)
                    // unfinished imports are hidden
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(Diagnosis.fail("models", models + " can't be read", "allow this user to read it"));
        }
        if (directories.isEmpty()) {
            return List.of(Diagnosis.warn(
                    "models",
                    models + " holds no model",
                    "import one: score import --score FILE --out " + models.resolve("NAME")));
        }
        return directories.stream().map(InstallationCheck::model).toList();
    }

    private static Diagnosis model(Path directory) {
        String name = "model " + directory.getFileName();
        try {
            ModelDirectory model = ModelDirectory.open(directory);
            model.openWeights().close();
            model.verify();
            return Diagnosis.ok(name, "\"" + model.config().title() + "\", all files unchanged");
        } catch (InvalidInputException | IOException e) {
            return Diagnosis.fail(name, e.getMessage(), "import it again: score import --force");
        }
    }

    /** Memory that could be used without swapping, GB; Linux counts its file cache as available. */
    private static double availableMemory() {
        try (Stream<String> lines = Files.lines(MEMORY_INFO)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToDouble(kibibytes -> Double.parseDouble(kibibytes) * 1024 / GB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return system.getFreeMemorySize() / GB;
        }
    }
}
