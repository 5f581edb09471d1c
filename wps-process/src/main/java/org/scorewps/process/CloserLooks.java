package org.scorewps.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.merge.CloserLook;
import org.scorewps.process.tile.TileSplit;
import org.scorewps.process.tile.Window;

/**
 * Looks again at crowded tiles, in overlapping parts. A network that answers with a fixed number of queries has too few
 * of them for a full car park: it leaves objects out, and takes neighbours for one, long before it runs out of queries.
 * In a part there are fewer objects, and all queries are theirs. So pictures with many objects cost more, and others
 * nothing.
 */
final class CloserLooks {
    /** Detections of that score count, whatever the request asks for: what is split mustn't depend on it. */
    private static final double SURE = 0.3;

    /** A tile is crowded when it leaves fewer queries to each of its objects. */
    private static final int QUERIES_PER_OBJECT = 3;

    private final SegmentationSession session;
    private final int crowd;
    private final double minScore;
    private final Runnable checkpoint;

    /**
     * @param session opened with {@link #settings}
     * @param checkpoint is run while waiting, and ends the work by what it throws
     */
    CloserLooks(SegmentationPlan plan, SegmentationSession session, Runnable checkpoint) {
        this.session = session;
        this.checkpoint = checkpoint;
        crowd = crowd(plan.model(), plan.crowdedTiles());
        minScore = plan.settings().minScore();
    }

    private static int crowd(ModelInfo model, CrowdedTiles crowded) {
        return crowded == CrowdedTiles.ONCE ? Integer.MAX_VALUE : Math.max(2, model.queries() / QUERIES_PER_OBJECT);
    }

    /** What the engine is asked for: also the objects that only count. */
    static InferenceSettings settings(SegmentationPlan plan) {
        InferenceSettings wanted = plan.settings();
        return plan.crowdedTiles() == CrowdedTiles.ONCE
                ? wanted
                : new InferenceSettings(
                        wanted.alpha(), wanted.beta(), Math.min(wanted.minScore(), SURE), wanted.maxInstances());
    }

    /**
     * What a tile shows.
     *
     * @param image the tile
     * @param factor its reduction; what is larger than a tile is looked for there, and it is never split
     * @param found what the engine found in it, best first
     * @return the same, or what closer looks add, best first; without scores lower than the request's
     * @throws ExecutionException when the engine fails
     */
    List<Detection> complete(ImageTile image, int factor, List<Detection> found)
            throws InterruptedException, ExecutionException {
        boolean crowded =
                factor == 1 && found.stream().filter(one -> one.score() >= SURE).count() >= crowd;
        return wanted(crowded ? split(image, found) : found);
    }

    private List<Detection> wanted(List<Detection> found) {
        return found.stream().filter(one -> one.score() >= minScore).toList();
    }

    private List<Detection> split(ImageTile image, List<Detection> found)
            throws InterruptedException, ExecutionException {
        TileSplit split = TileSplit.of(image.width(), image.height());
        List<CompletableFuture<List<Detection>>> pending = new ArrayList<>();
        try {
            for (Window part : split.parts()) {
                checkpoint.run();
                pending.add(session.submit(image.window(part.x(), part.y(), part.width(), part.height())));
            }
            CloserLook look = new CloserLook(image.width(), image.height(), found);
            for (int i = 0; i < pending.size(); i++) {
                look.add(split.parts().get(i), split.inner(i), wanted(EngineResults.await(pending.get(i), checkpoint)));
            }
            return look.detections();
        } finally {
            // what is still in the queue when something fails
            pending.forEach(one -> one.cancel(true));
        }
    }
}
