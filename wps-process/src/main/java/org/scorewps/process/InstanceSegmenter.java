package org.scorewps.process;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.geotools.process.ProcessException;
import org.scorewps.engine.Detection;
import org.scorewps.engine.MaskLogits;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.merge.InstanceMerger;
import org.scorewps.process.merge.PartTracer;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.TilePyramid;
import org.scorewps.process.vector.Instance;

/**
 * Sends a scene's tiles through a session and makes objects of what is found in them. Reading, inference and tracing go
 * on at the same time: this thread reads, the engine's work, and one more traces and merges; between them are never more
 * tiles than the limit, so memory doesn't depend on the scene's size. Tiles without a valid pixel aren't sent.
 */
final class InstanceSegmenter {
    private static final long POLL_MILLISECONDS = 200;

    private final Scene scene;
    private final TilePyramid pyramid;
    private final SegmentationSession session;
    private final ProcessLimits limits;
    private final Progress progress;
    private final PartTracer tracer;
    private final InstanceMerger merger;
    private final AtomicLong done = new AtomicLong();
    private long found;

    /** @param finished takes each object once, in another thread than this one's maker; one at a time */
    InstanceSegmenter(
            SegmentationPlan plan,
            SegmentationSession session,
            ProcessLimits limits,
            Progress progress,
            Consumer<Instance> finished) {
        scene = plan.scene();
        pyramid = plan.pyramid();
        this.session = session;
        this.limits = limits;
        this.progress = progress;
        tracer = new PartTracer(plan.tiling().overlap());
        merger = new InstanceMerger(plan.tiling().tileSize(), counted(finished), this::checkCancelled);
    }

    private Consumer<Instance> counted(Consumer<Instance> finished) {
        return instance -> {
            found++;
            limits.checkInstances(found);
            finished.accept(instance);
        };
    }

    /** Runs all tiles; when it returns or throws, no thread works for it any more. */
    void run() throws InterruptedException {
        try (OrderedWorker worker = new OrderedWorker("score-vectorizer", limits.tilesInFlight())) {
            for (PyramidTile tile : pyramid) {
                checkCancelled();
                worker.awaitRoom(this::checkCancelled);
                SceneTile pixels = read(tile);
                if (pixels.blank()) {
                    worker.submit(() -> collect(tile, pixels.valid(), List.of()));
                } else {
                    CompletableFuture<List<Detection>> detections = session.submit(pixels.image());
                    Optional<MaskLogits> valid = pixels.valid();
                    worker.submit(() -> collect(tile, valid, await(tile, detections)));
                }
            }
            worker.awaitRoom(this::checkCancelled);
            worker.submit(merger::finish);
            worker.finish(this::checkCancelled);
        }
    }

    private SceneTile read(PyramidTile tile) {
        try {
            return scene.read(tile.window(), tile.factor());
        } catch (RuntimeException failure) {
            throw Failures.ofTile(tile, failure);
        }
    }

    private void collect(PyramidTile tile, Optional<MaskLogits> valid, List<Detection> detections) {
        merger.add(tile, tracer.trace(detections, tile, valid));
        progress.report(done.incrementAndGet(), pyramid.count());
    }

    private void checkCancelled() {
        progress.checkCancelled(done.get(), pyramid.count());
    }

    private List<Detection> await(PyramidTile tile, CompletableFuture<List<Detection>> detections)
            throws InterruptedException {
        while (true) {
            try {
                return detections.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                checkCancelled();
            } catch (CancellationException closed) {
                throw new ProcessException("the engine was stopped after %d tiles".formatted(done.get()), closed);
            } catch (ExecutionException failed) {
                throw Failures.ofTile(tile, failed.getCause());
            }
        }
    }
}
