package org.scorewps.process;

import java.util.Optional;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.SemanticMap;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.semantic.ClassMosaic;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.Window;

/**
 * Sends a scene's tiles to a session for class scores and hands these to a mosaic. Tiles without a pixel that counts aren't sent.
 */
final class SemanticSegmenter implements TileRun.Examination {
    /** What the scores of all tiles in flight may take, bytes. */
    private static final long SCORE_BYTES = 128L << 20;

    /** Places of a tile whose scores are kept: one in so many pixels, for every engine known so far. */
    private static final long PIXELS_A_SAMPLE = 16;

    private final Window frame;
    private final SegmentationSession session;
    private final ClassMosaic mosaic;

    /** @param mosaic of the plan's frame */
    SemanticSegmenter(SegmentationPlan plan, SegmentationSession session, ClassMosaic mosaic) {
        frame = plan.frame();
        this.session = session;
        this.mosaic = mosaic;
    }

    /** How many tiles may be in flight, so that their scores fit into memory. */
    static int inFlight(PlannedRequest planned) {
        SegmentationPlan plan = planned.plan();
        long samples = plan.tileWidth() * (long) plan.tileHeight() / PIXELS_A_SAMPLE;
        long tileBytes = samples * planned.request().vocabulary().size() * Float.BYTES;
        long together = Math.min(planned.limits().tilesInFlight(), SCORE_BYTES / Math.max(tileBytes, 1));
        return (int) Math.max(1, together);
    }

    @Override
    public Optional<TileRun.Pending<?>> begin(PyramidTile tile, SceneTile pixels) throws InterruptedException {
        Optional<int[]> mask = mask(tile, pixels);
        return mask.isEmpty()
                ? Optional.empty()
                : Optional.of(new TileRun.Pending<>(
                        session.submitSemantic(pixels.image()), scores -> collect(tile, mask.get(), scores)));
    }

    /** Which pixels of a tile count; empty when none does. */
    Optional<int[]> mask(PyramidTile tile, SceneTile pixels) {
        return pixels.blank() ? Optional.empty() : mosaic.mask(tile.window().from(frame), pixels.valid());
    }

    /**
     * Takes a tile's class scores.
     *
     * @param mask as {@link #mask} gave it
     */
    void collect(PyramidTile tile, int[] mask, SemanticMap scores) {
        mosaic.add(scores, tile.window().from(frame), mask);
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
