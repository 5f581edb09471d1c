package org.scorewps.process;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.scorewps.engine.Detection;
import org.scorewps.engine.MaskLogits;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.merge.InstanceMerger;
import org.scorewps.process.merge.PartTracer;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.vector.Instance;

/**
 * Sends a scene's tiles to a session and makes objects of what is found in them. Tiles without a valid pixel aren't
 * sent.
 */
final class InstanceSegmenter implements TileRun.Examination {
    private final SegmentationSession session;
    private final CloserLooks closer;
    private final PartTracer tracer;
    private final InstanceMerger merger;

    /**
     * @param session opened with {@link CloserLooks#settings}
     * @param checkpoint ends long work by what it throws
     * @param finished takes each object once, in the thread that collects
     */
    InstanceSegmenter(
            SegmentationPlan plan, SegmentationSession session, Runnable checkpoint, Consumer<Instance> finished) {
        this.session = session;
        closer = new CloserLooks(plan, session, checkpoint);
        tracer = new PartTracer(plan.tiling().overlap());
        merger = new InstanceMerger(plan.tiling().tileSize(), finished, checkpoint);
    }

    @Override
    public Optional<TileRun.Pending<?>> begin(PyramidTile tile, SceneTile pixels) throws InterruptedException {
        if (pixels.blank()) {
            return Optional.empty();
        }
        Optional<MaskLogits> valid = pixels.valid();
        return Optional.of(new TileRun.Pending<>(
                session.submit(pixels.image()),
                found -> complete(tile, pixels, found),
                detections -> collect(tile, valid, detections)));
    }

    /**
     * Looks closer where a tile is crowded.
     *
     * @param found what the engine found in it
     * @return what it shows
     */
    List<Detection> complete(PyramidTile tile, SceneTile pixels, List<Detection> found)
            throws InterruptedException, ExecutionException {
        return closer.complete(pixels.image(), tile.factor(), found);
    }

    /**
     * Takes what was found in a tile.
     *
     * @param valid where its pixels are valid, empty for everywhere
     */
    void collect(PyramidTile tile, Optional<MaskLogits> valid, List<Detection> detections) {
        merger.add(tile, tracer.trace(detections, tile, valid));
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
