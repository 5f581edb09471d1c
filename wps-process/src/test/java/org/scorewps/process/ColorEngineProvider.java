package org.scorewps.process;

import java.nio.file.Files;
import org.scorewps.engine.EngineProvider;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SegmentationEngine;

/** Starts {@link ColorEngine}s in tests, when the folder of models exists. */
public final class ColorEngineProvider implements EngineProvider {
    @Override
    public SegmentationEngine open(EngineSettings settings) {
        if (!Files.isDirectory(settings.models())) {
            throw new InvalidInputException(
                    "there is no folder of models: " + settings.models().getFileName());
        }
        return new ColorEngine(128);
    }
}
