package org.scorewps.engine;

import java.util.ServiceLoader;

/**
 * Starts engines. Found by {@link ServiceLoader}, so that processes and tools name no implementation and other engines (a
 * remote one, say) can take this one's place.
 */
public interface EngineProvider {
    /**
     * Starts an engine.
     *
     * @throws InvalidInputException when it can't start with these settings
     */
    SegmentationEngine open(EngineSettings settings);

    /**
     * Starts an engine of the first provider on the class path.
     *
     * @throws InvalidInputException when there is none, or it can't start
     */
    static SegmentationEngine start(EngineSettings settings) {
        return ServiceLoader.load(EngineProvider.class, EngineProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("no segmentation engine is on the class path"))
                .open(settings);
    }
}
