package org.scorewps.engine.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.TestModels;

/** Model directories for tests. */
final class ModelFolder {
    private ModelFolder() {}

    static Path with(Path folder, String... names) throws IOException {
        for (String name : names) {
            Path directory = Files.createDirectories(folder.resolve(name));
            ModelDirectory.write(directory, TestModels.config());
            Files.writeString(directory.resolve(ModelDirectory.WEIGHTS_FILE), "weights of " + name);
        }
        return folder;
    }
}
