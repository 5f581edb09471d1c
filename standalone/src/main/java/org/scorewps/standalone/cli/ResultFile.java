package org.scorewps.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.scorewps.engine.InvalidInputException;

/**
 * A file that a command makes. It appears, or is replaced, when it is complete: not with a failure, nor when the user stops
 * the program.
 *
 * @param option what the user named it with, for messages
 * @param path where it goes
 */
record ResultFile(String option, Path path) {
    /** Writes what the file shall hold. */
    @FunctionalInterface
    interface Writing {
        void write(Path file) throws IOException;
    }

    /**
     * Checks, before the work begins, that the file may come to be.
     *
     * @throws InvalidInputException when it can't
     */
    void check() {
        Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException(option + ": there is no folder " + folder);
        }
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(option + ": " + path + " is a folder");
        }
    }

    /**
     * Makes the file.
     *
     * @throws InvalidInputException when it can't be written
     */
    void write(Writing writing) {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try (ShutdownGuard guard = ShutdownGuard.open()) {
            try {
                writing.write(part);
                guard.check();
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException unwritable) {
            throw new InvalidInputException(option + ": can't be written: " + unwritable.getMessage(), unwritable);
        }
    }
}
