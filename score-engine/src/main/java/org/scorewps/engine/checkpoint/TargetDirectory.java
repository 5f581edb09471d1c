package org.scorewps.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;

/**
 * A directory that is there whole or not at all: it is made beside its place under a name that starts with a dot, and
 * moved when it is complete. Closed before, it is deleted.
 */
public final class TargetDirectory implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    private final Path target;
    private final Path work;

    private TargetDirectory(Path target, Path work) {
        this.target = target;
        this.work = work;
    }

    /**
     * Starts a directory.
     *
     * @param replace whether a model directory may be replaced that is there already
     * @throws InvalidInputException when the name is no model's name or the directory is there and may not be replaced
     * @throws IOException when it can't be made
     */
    public static TargetDirectory create(Path path, boolean replace) throws IOException {
        Path target = path.toAbsolutePath().normalize();
        Path name = target.getFileName();
        if (name == null || !NAME.matcher(name.toString()).matches()) {
            throw new InvalidInputException(path
                    + ": a model's name has letters, digits, '.', '_' and '-', and does not start with '.' or '-'");
        }
        if (Files.exists(target)) {
            checkReplaceable(path, replace);
        }
        Files.createDirectories(target.getParent());
        // not createTempDirectory: only its owner could read what that makes
        Path work = target.resolveSibling("." + name + ".import-" + UUID.randomUUID());
        return new TargetDirectory(target, Files.createDirectory(work));
    }

    private static void checkReplaceable(Path path, boolean replace) {
        if (!replace) {
            throw new InvalidInputException(path + ": is there already; use --force to replace it");
        }
        if (!Files.isRegularFile(path.resolve(ModelDirectory.CONFIG_FILE))) {
            throw new InvalidInputException(path + ": is no model directory, so it is not replaced");
        }
    }

    /** Where to write for now. */
    public Path work() {
        return work;
    }

    /** Moves the directory to its place. */
    public void commit() throws IOException {
        if (!Files.exists(target)) {
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Path old = work.resolveSibling(work.getFileName() + ".old");
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        delete(old);
    }

    /** Deletes what was not committed. */
    @Override
    public void close() throws IOException {
        if (Files.exists(work)) {
            delete(work);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
