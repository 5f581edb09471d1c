package org.scorewps.process;

import java.util.Optional;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.semantic.ClassMosaic;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.Window;

/**
 * Takes a scene's tiles through a session for class scores and hands these to a mosaic. Fewer tiles than the limit are in
 * flight when many classes make their scores large. Tiles without a pixel that counts aren't sent.
 */
final class SemanticSegmenter implements TileRun.Examination {
    /** What the scores of all tiles in flight may take, bytes. */
    private static final long SCORE_BYTES = 128L << 20;

    /** Places of a tile whose scores are kept: one in so many pixels, for every engine known so far. */
    private static final long PIXELS_A_SAMPLE = 16;

    private final Window frame;
    private final SegmentationSession session;
    private final ClassMosaic mosaic;
    private final TileRun run;

    /**
     * @param mosaic of the plan's frame
     * @param failures takes tiles that fail
     */
    SemanticSegmenter(
            PlannedRequest planned,
            SegmentationSession session,
            ClassMosaic mosaic,
            Progress progress,
            TileFailures failures) {
        SegmentationPlan plan = planned.plan();
        frame = plan.frame();
        this.session = session;
        this.mosaic = mosaic;
        long samples = plan.tileWidth() * (long) plan.tileHeight() / PIXELS_A_SAMPLE;
        long tileBytes = samples * planned.request().vocabulary().size() * Float.BYTES;
        long together = Math.min(planned.limits().tilesInFlight(), SCORE_BYTES / Math.max(tileBytes, 1));
        run = new TileRun(plan.scene(), plan.pyramid().finestOnly(), (int) Math.max(1, together), progress, failures);
    }

    /** Runs all tiles; the mosaic is complete afterwards. */
    void run() throws InterruptedException {
        run.run("score-mosaic", this);
    }

    @Override
    public Optional<TileRun.Pending<?>> begin(PyramidTile tile, SceneTile pixels) throws InterruptedException {
        Window window = tile.window().from(frame);
        Optional<int[]> mask = pixels.blank() ? Optional.empty() : mosaic.mask(window, pixels.valid());
        return mask.isEmpty()
                ? Optional.empty()
                : Optional.of(new TileRun.Pending<>(
                        session.submitSemantic(pixels.image()), scores -> mosaic.add(scores, window, mask.get())));
    }

    @Override
    public void skip(PyramidTile tile) {
        // pixels without scores have no class
    }

    @Override
    public void finish() {
        mosaic.finish();
    }
}
