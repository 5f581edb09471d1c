package org.scorewps.process;

import java.util.Optional;
import org.scorewps.engine.MaskLogits;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.TileFindings;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.tile.PyramidTile;

/** Sends each of a scene's tiles to a session once, for objects and for class scores; reduced ones for objects only. */
final class PanopticSegmenter implements TileRun.Examination {
    private final SegmentationSession session;
    private final InstanceSegmenter instances;
    private final SemanticSegmenter classes;

    PanopticSegmenter(SegmentationSession session, InstanceSegmenter instances, SemanticSegmenter classes) {
        this.session = session;
        this.instances = instances;
        this.classes = classes;
    }

    @Override
    public Optional<TileRun.Pending<?>> begin(PyramidTile tile, SceneTile pixels) throws InterruptedException {
        Optional<int[]> mask = tile.factor() > 1 ? Optional.empty() : classes.mask(tile, pixels);
        if (mask.isEmpty()) {
            return instances.begin(tile, pixels);
        }
        Optional<MaskLogits> valid = pixels.valid();
        return Optional.of(new TileRun.Pending<>(
                session.submitBoth(pixels.image()),
                found -> new TileFindings(instances.complete(tile, pixels, found.detections()), found.scores()),
                found -> {
                    instances.collect(tile, valid, found.detections());
                    classes.collect(tile, mask.get(), found.scores());
                }));
    }

    @Override
    public void skip(PyramidTile tile) {
        instances.skip(tile);
        classes.skip(tile);
    }

    @Override
    public void finish() {
        instances.finish();
        classes.finish();
    }
}
