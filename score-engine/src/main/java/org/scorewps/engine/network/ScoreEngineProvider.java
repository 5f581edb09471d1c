package org.scorewps.engine.network;

import org.scorewps.engine.EngineProvider;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.pool.LocalEngine;

/** Starts the engine that runs SCORE in this process. */
public final class ScoreEngineProvider implements EngineProvider {
    @Override
    public SegmentationEngine open(EngineSettings settings) {
        return new LocalEngine(settings, new ScoreModelLoader());
    }
}
