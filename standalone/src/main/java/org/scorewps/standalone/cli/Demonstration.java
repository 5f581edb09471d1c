package org.scorewps.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The demonstration that comes with the program: a small model that learned generated scenes, and such a scene. What a
 * command takes where the user names no model.
 */
final class Demonstration {
    /** System property: the folder that the program was installed to. */
    static final String HOME = "score.home";

    /** The model's name. */
    static final String MODEL = "demonstration";

    /** What users must know of it. */
    static final String WARNING = "the demonstration model knows generated scenes only;"
            + " for real imagery import published checkpoints (score import) or train (score train)";

    private static final Path USUAL = Path.of("models");

    private Demonstration() {}

    /** The folder of models to use: the one named, else the usual one if it holds any, else the demonstration's. */
    static Path models(Optional<Path> named) {
        return named.or(() -> Optional.of(USUAL).filter(Demonstration::holdsFolders))
                .or(() -> folder().map(folder -> folder.resolve("models")))
                .orElse(USUAL);
    }

    /** The model to use: the one named, else the demonstration's. */
    static Optional<Path> model(Optional<Path> named) {
        return named.or(() -> folder().map(folder -> folder.resolve("models").resolve(MODEL)));
    }

    /** Whether these models are the demonstration's. */
    static boolean isIn(Path models) {
        return folder().filter(folder -> folder.resolve("models").equals(models))
                .isPresent();
    }

    /** The folder of its scene. */
    static Optional<Path> rasters() {
        return folder().map(folder -> folder.resolve("rasters"));
    }

    private static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty(HOME))
                .map(home -> Path.of(home).resolve("demonstration"))
                .filter(folder -> holdsFolders(folder.resolve("models")));
    }

    private static boolean holdsFolders(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.anyMatch(Files::isDirectory);
        } catch (IOException e) {
            return true; // whoever uses it says what is wrong with it
        }
    }
}
