package org.scorewps.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Import of large checkpoints. The full-size one takes 6 GB of disk and a minute, so it runs on request only:
 * {@code mvn test -pl score-engine -am -Dtest=FullSizeImportTest -Dscore.fullSize=DIRECTORY}, with a directory that has
 * the room.
 */
class FullSizeImportTest {
    private static final Logger LOGGER = Logger.getLogger(FullSizeImportTest.class.getName());

    /** A file of the full-size model's first few tensors, in the form that files above 4 GB have. */
    @Test
    void readsZip64(@TempDir Path directory) throws IOException {
        List<TensorInfo> tensors = FullSizeTensors.of("score").subList(2, 12);
        Path file = directory.resolve("zip64.pth");
        PyTorchZipWriter.write(file, tensors, Zip64Mode.Always);
        try (TensorSource source = CheckpointFile.open(file)) {
            assertThat(source.tensors()).isEqualTo(tensors);
            tensors.forEach(info -> assertSameValues(source, info));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "score.fullSize", matches = ".+")
    void importsTheFullSizeModelByStreaming() throws IOException {
        Path directory = Files.createTempDirectory(Path.of(System.getProperty("score.fullSize")), "full-size");
        Path file = directory.resolve("model_final.pth");
        Path out = directory.resolve("model");
        List<TensorInfo> tensors = FullSizeTensors.of("score");
        try {
            PyTorchZipWriter.write(file, tensors, Zip64Mode.AsNeeded);
            System.gc();
            heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
            long start = System.nanoTime();
            ModelDirectory model = CheckpointImporter.importModel(ImportRequest.of(file, out), ImportListener.NONE);
            Duration importTime = Duration.ofNanos(System.nanoTime() - start);
            long peak = heapPools().stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            start = System.nanoTime();
            float sum = 0;
            try (SafetensorsFile weights = model.openWeights()) {
                for (TensorInfo info : weights.tensors()) {
                    sum += Tensors.floats(weights, info.name()).get(0);
                }
            }
            Duration mapTime = Duration.ofNanos(System.nanoTime() - start);
            LOGGER.info("%d MB imported in %d ms, peak heap %d MB, mapped in %d ms (%f)"
                    .formatted(Files.size(file) >> 20, importTime.toMillis(), peak >> 20, mapTime.toMillis(), sum));
            assertThat(peak).as("peak heap").isLessThan(512L << 20);
            assertWeights(model, tensors);
        } finally {
            deleteAll(directory);
        }
    }

    private static void assertWeights(ModelDirectory model, List<TensorInfo> tensors) throws IOException {
        Set<String> names = tensors.stream().map(TensorInfo::name).collect(Collectors.toSet());
        names.remove("criterion.empty_weight");
        try (SafetensorsFile weights = model.openWeights()) {
            assertThat(weights.tensors()).extracting(TensorInfo::name).containsExactlyInAnyOrderElementsOf(names);
            tensors.stream()
                    .filter(info -> names.contains(info.name()))
                    .forEach(info -> assertSameValues(weights, info));
        }
    }

    /** Compares with what the writer made, as float32. */
    private static void assertSameValues(TensorSource source, TensorInfo written) {
        FloatBuffer actual = Tensors.floats(source, written.name());
        PyTorchZipWriter.values(written, chunk -> {
            FloatBuffer expected =
                    FloatBuffer.allocate(chunk.remaining() / written.type().size());
            Tensors.toFloat32(written, chunk, expected);
            expected.flip();
            FloatBuffer part = actual.slice(actual.position(), expected.limit());
            assertThat(part.mismatch(expected)).as(written.name()).isEqualTo(-1);
            actual.position(actual.position() + expected.limit());
        });
        assertThat(actual.hasRemaining()).isFalse();
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
