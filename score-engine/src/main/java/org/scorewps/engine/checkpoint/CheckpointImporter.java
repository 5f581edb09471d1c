package org.scorewps.engine.checkpoint;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SoftwareVersion;
import org.scorewps.engine.model.ModelConfig;

/**
 * Makes model directories of original checkpoint files. Tensors stream from file to file, so that models larger than the
 * heap are imported.
 */
public final class CheckpointImporter {
    private CheckpointImporter() {}

    /**
     * Imports a model. The directory appears when it is complete; after a failure there is nothing.
     *
     * @throws InvalidInputException when a file can't be read, is refused or damaged, when tensors do not fit the network
     *     (one message lists them all), when settings are wrong, or when the directory is there already or can't be
     *     written
     */
    public static ModelDirectory importModel(ImportRequest request, ImportListener listener) {
        try (TargetDirectory target = TargetDirectory.create(request.out(), request.force())) {
            write(request, listener, target.work());
            target.commit();
        } catch (IOException e) {
            throw new InvalidInputException(request.out() + ": can't be written: " + reason(e), e);
        }
        return ModelDirectory.open(request.out());
    }

    private static void write(ImportRequest request, ImportListener listener, Path directory) throws IOException {
        TrainingConfig training = request.config().map(TrainingConfig::read).orElseGet(TrainingConfig::none);
        try (MergedCheckpoint checkpoint = MergedCheckpoint.open(request)) {
            ModelConfig config;
            try {
                config = ModelConfigAssembler.assemble(checkpoint, training, request.settings());
            } catch (InvalidInputException e) {
                throw new InvalidInputException(request.score() + ": " + e.getMessage(), e);
            }
            List<String> names =
                    List.copyOf(ExpectedTensors.of(config.architecture()).keySet());
            String sum = WeightsWriter.write(
                    checkpoint,
                    names,
                    directory.resolve(ModelDirectory.WEIGHTS_FILE),
                    (done, total) -> listener.progress("writing weights", done, total));
            ModelDirectory.write(
                    directory,
                    config.withOrigin(provenance(request, listener), Map.of(ModelDirectory.WEIGHTS_FILE, sum)));
        }
    }

    private static Map<String, String> provenance(ImportRequest request, ImportListener listener) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        files.put("score", request.score());
        request.clip().ifPresent(file -> files.put("clip", file));
        request.remoteClip().ifPresent(file -> files.put("remote_clip", file));
        request.config().ifPresent(file -> files.put("config", file));
        long total = 0;
        for (Path file : files.values()) {
            total += Files.size(file);
        }
        Map<String, String> provenance = new TreeMap<>();
        AtomicLong done = new AtomicLong();
        for (Map.Entry<String, Path> entry : files.entrySet()) {
            long all = total;
            provenance.put(
                    entry.getKey() + "_file",
                    entry.getValue().toAbsolutePath().getFileName().toString());
            provenance.put(
                    entry.getKey() + "_sha256",
                    Sha256.of(
                            entry.getValue(),
                            bytes -> listener.progress("checking sources", done.addAndGet(bytes), all)));
        }
        provenance.put("imported", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        provenance.put("software", "SCORE WPS " + SoftwareVersion.get());
        return provenance;
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(e.getMessage());
    }
}
