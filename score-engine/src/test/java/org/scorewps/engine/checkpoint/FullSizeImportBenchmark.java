package org.scorewps.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
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

/**
 * Imports a checkpoint with the exact names, types and shapes of the authors' full-size model, checks every value, and
 * tells time and memory. It takes 6 GB of disk and a minute, so it runs on request only: {@code mvn test -pl
 * score-engine -am -Dtest=FullSizeImportBenchmark -Dsurefire.failIfNoSpecifiedTests=false -Dscore.fullSize=DIRECTORY},
 * with a directory that has the room.
 */
class FullSizeImportBenchmark {
    private static final Logger LOGGER = Logger.getLogger(FullSizeImportBenchmark.class.getName());

    @Test
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
                    .forEach(info -> PyTorchZipWriter.assertSameValues(weights, info));
        }
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
