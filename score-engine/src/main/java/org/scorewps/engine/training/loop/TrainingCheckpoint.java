package org.scorewps.engine.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.training.Optimizer;
import org.scorewps.engine.training.TensorWriter;

/**
 * The checkpoints of a training: safetensors files with the trained weights and the optimizer's moments; what else belongs
 * to the state of a training follows from the step, which stands in the header with all that must not change when it is
 * resumed. A file is there whole or not at all; the oldest are deleted.
 */
final class TrainingCheckpoint {
    /** Before the names of trained weights. */
    static final String WEIGHT = "weight.";

    /** Before the names of running means of gradients. */
    static final String MEAN = "mean.";

    /** Before the names of running means of squared gradients. */
    static final String SQUARE = "square.";

    /** The header's entry with the number of steps done. */
    static final String STEP = "step";

    private static final String NAME = "step-%09d.safetensors";
    private static final String PATTERN = "step-\\d{9}\\.safetensors";

    private final Path folder;
    private final int kept;
    private final Map<String, String> facts;

    /**
     * The checkpoints in a folder.
     *
     * @param kept how many stay
     * @param facts what must be the same when training goes on
     */
    TrainingCheckpoint(Path folder, int kept, Map<String, String> facts) {
        this.folder = folder;
        this.kept = kept;
        this.facts = Map.copyOf(facts);
    }

    /** The latest checkpoint, if there is one. */
    Optional<Path> latest() throws IOException {
        return all().stream().reduce((first, second) -> second);
    }

    private List<Path> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(PATTERN))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }

    /**
     * Writes one.
     *
     * @param step steps done
     * @param tensors the state by name
     */
    void write(int step, Map<String, NDArray> tensors) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(NAME.formatted(step));
        Path part = folder.resolve("." + file.getFileName() + ".part");
        Files.deleteIfExists(part); // of a run that was killed
        Map<String, String> metadata = new TreeMap<>(facts);
        metadata.put(STEP, Integer.toString(step));
        TensorWriter.write(part, tensors, metadata);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        List<Path> files = all();
        for (Path old : files.subList(0, Math.max(0, files.size() - kept))) {
            Files.delete(old);
        }
    }

    /**
     * Checks that a checkpoint belongs to this training.
     *
     * @return its step
     * @throws InvalidInputException naming all that differs
     */
    int check(Path path, SafetensorsFile file) {
        List<String> differences = facts.entrySet().stream()
                .filter(fact -> !fact.getValue().equals(file.metadata().get(fact.getKey())))
                .map(fact -> "%s was %s and is %s"
                        .formatted(fact.getKey(), file.metadata().get(fact.getKey()), fact.getValue()))
                .sorted()
                .toList();
        if (!differences.isEmpty()) {
            throw new InvalidInputException(
                    path + ": can't be resumed with other settings: " + String.join("; ", differences));
        }
        try {
            return Integer.parseInt(file.metadata().getOrDefault(STEP, ""));
        } catch (NumberFormatException e) {
            throw new InvalidInputException(path + ": is no checkpoint of a training", e);
        }
    }

    /** The optimizer's state in a checkpoint, owned by a manager. */
    static Optimizer.State optimizerState(SafetensorsFile file, Map<String, NDArray> trained, NDManager manager) {
        Map<String, Optimizer.Moments> moments = new LinkedHashMap<>();
        trained.forEach((name, parameter) -> moments.put(
                name,
                new Optimizer.Moments(
                        read(file, MEAN + name, parameter, manager), read(file, SQUARE + name, parameter, manager))));
        return new Optimizer.State(Long.parseLong(file.metadata().getOrDefault(STEP, "0")), moments);
    }

    private static NDArray read(SafetensorsFile file, String name, NDArray like, NDManager manager) {
        try (NDArray mapped = manager.create(file.data(name), like.getShape(), DataType.FLOAT32)) {
            return mapped.duplicate();
        }
    }
}
