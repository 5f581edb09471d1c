package org.scorewps.process;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.scorewps.engine.MaskLogits;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.merge.InstanceMerger;
import org.scorewps.process.merge.PartTracer;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.vector.Instance;

/**
 * Takes a scene's tiles through a session and makes objects of what is found in them. Tiles without a valid pixel aren't
 * sent.
 */
final class InstanceSegmenter implements TileRun.Examination {
    private final SegmentationSession session;
    private final ProcessLimits limits;
    private final TileRun run;
    private final PartTracer tracer;
    private final InstanceMerger merger;
    private long found;

    /**
     * @param failures takes tiles that fail
     * @param finished takes each object once, in another thread than this one's maker; one at a time
     */
    InstanceSegmenter(
            PlannedRequest planned,
            SegmentationSession session,
            Progress progress,
            TileFailures failures,
            Consumer<Instance> finished) {
        this.session = session;
        limits = planned.limits();
        SegmentationPlan plan = planned.plan();
        run = new TileRun(plan.scene(), plan.pyramid(), limits.tilesInFlight(), progress, failures);
        tracer = new PartTracer(plan.tiling().overlap());
        merger = new InstanceMerger(plan.tiling().tileSize(), counted(finished), run::checkCancelled);
    }

    private Consumer<Instance> counted(Consumer<Instance> finished) {
        return instance -> {
            found++;
            limits.checkInstances(found);
            finished.accept(instance);
        };
    }

    /** Runs all tiles; all objects are handed on afterwards. */
    void run() throws InterruptedException {
        run.run("score-vectorizer", this);
    }

    @Override
    public Optional<TileRun.Pending<?>> begin(PyramidTile tile, SceneTile pixels) throws InterruptedException {
        if (pixels.blank()) {
            return Optional.empty();
        }
        Optional<MaskLogits> valid = pixels.valid();
        return Optional.of(new TileRun.Pending<>(
                session.submit(pixels.image()), detections -> merger.add(tile, tracer.trace(detections, tile, valid))));
    }

    /** What lies above the tile is complete all the same. */
    @Override
    public void skip(PyramidTile tile) {
        merger.add(tile, List.of());
    }

    @Override
    public void finish() {
        merger.finish();
    }
}
