package org.scorewps.engine.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.scorewps.engine.pool.SumLoader.tile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.TileCost;
import org.scorewps.engine.vocabulary.Vocabulary;

@Timeout(300)
class TileCostTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeModels() throws IOException {
        ModelFolder.with(folder, "a-model", "b-model");
    }

    @Test
    void timesAreMeasuredForEachModelAndSizeOfTiles() throws Exception {
        SumLoader loader = SumLoader.gated(1);
        EngineSettings settings = new EngineSettings(folder, Optional.empty(), 3, 1, 4);
        try (LocalEngine engine = new LocalEngine(settings, loader);
                SegmentationSession session =
                        engine.open("a-model", Vocabulary.parse("ship"), new InferenceSettings(0.4, 0.8, 0, 10))) {
            assertThat(engine.cost("a-model", 9, 1).secondsPerTile()).isEmpty();
            loader.permits.release();
            session.submit(tile(9, 1)).get();
            assertThat(engine.cost("a-model", 9, 1).secondsPerTile()).isEmpty();
            var result = session.submit(tile(9, 1));
            while (loader.waiting.get() < 2) {
                Thread.onSpinWait(); // until a worker has the tile: from then on it counts
            }
            Thread.sleep(50);
            loader.openGate();
            result.get();
            TileCost cost = engine.cost("a-model", 9, 1);
            assertThat(cost.workers()).isEqualTo(3);
            assertThat(cost.measuredTiles()).isEqualTo(1);
            assertThat(cost.secondsPerTile().orElseThrow()).isGreaterThanOrEqualTo(0.05);
            assertThat(cost.nativeBytes()).isEmpty();
            assertThat(engine.cost("a-model", 8, 1).secondsPerTile()).isEmpty();
            assertThat(engine.cost("b-model", 9, 1).secondsPerTile()).isEmpty();
            assertThatThrownBy(() -> engine.cost("c-model", 9, 1)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void theColdStartIsForgottenAndTheLatestCount() {
        RunningMean mean = new RunningMean();
        assertThat(mean.secondsPerTile()).isEmpty();
        mean.add(1, 60);
        assertThat(mean.secondsPerTile()).isEmpty();
        assertThat(mean.tiles()).isZero();
        mean.add(4, 2);
        assertThat(mean.secondsPerTile()).hasValue(0.5);
        assertThat(mean.secondsPerBatch()).hasValue(2);
        mean.add(1, 1);
        assertThat(mean.secondsPerTile().orElseThrow()).isCloseTo(0.6, within(1e-9));
        assertThat(mean.tiles()).isEqualTo(5);
        for (int i = 0; i < 100; i++) {
            mean.add(2, 0.2);
        }
        assertThat(mean.secondsPerTile().orElseThrow()).isCloseTo(0.1, within(1e-9));
        assertThat(mean.tiles()).isEqualTo(64);
    }
}
