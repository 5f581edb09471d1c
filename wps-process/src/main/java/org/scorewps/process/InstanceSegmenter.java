package org.scorewps.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.geotools.process.ProcessException;
import org.scorewps.engine.Detection;
import org.scorewps.engine.MaskLogits;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.tile.TileGrid;
import org.scorewps.process.tile.Window;
import org.scorewps.process.vector.Instance;
import org.scorewps.process.vector.TilePolygons;

/**
 * Sends a scene's tiles through a session and collects what is found in them. While the engine works on some tiles the
 * next are read, but never more than the limit: memory doesn't depend on the scene's size. Tiles without a valid pixel
 * aren't sent.
 */
final class InstanceSegmenter {
    private static final long POLL_MILLISECONDS = 200;

    private final Scene scene;
    private final TileGrid grid;
    private final SegmentationSession session;
    private final ProcessLimits limits;
    private final Progress progress;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<Instance> found = new ArrayList<>();
    private long done;

    InstanceSegmenter(
            Scene scene, TileGrid grid, SegmentationSession session, ProcessLimits limits, Progress progress) {
        this.scene = scene;
        this.grid = grid;
        this.session = session;
        this.limits = limits;
        this.progress = progress;
    }

    private record Pending(Window window, Optional<MaskLogits> valid, CompletableFuture<List<Detection>> detections) {}

    /** The parts that all tiles show, in scene pixels. */
    List<Instance> run() throws InterruptedException {
        for (long i = 0; i < grid.count(); i++) {
            progress.checkCancelled(done, grid.count());
            Window window = grid.window(i);
            SceneTile tile = scene.read(window);
            if (tile.blank()) {
                tileDone();
            } else {
                pending.add(new Pending(window, tile.valid(), session.submit(tile.image())));
            }
            while (pending.size() >= limits.tilesInFlight()) {
                collect(pending.remove());
            }
        }
        while (!pending.isEmpty()) {
            collect(pending.remove());
        }
        return found;
    }

    private void collect(Pending tile) throws InterruptedException {
        found.addAll(TilePolygons.trace(await(tile.detections()), tile.window(), tile.valid()));
        limits.checkInstances(found.size());
        tileDone();
    }

    private void tileDone() {
        done++;
        progress.report(done, grid.count());
    }

    private List<Detection> await(CompletableFuture<List<Detection>> detections) throws InterruptedException {
        while (true) {
            try {
                return detections.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                progress.checkCancelled(done, grid.count());
            } catch (CancellationException closed) {
                throw new ProcessException("the engine was stopped after %d tiles".formatted(done), closed);
            } catch (ExecutionException failed) {
                throw Failures.asProcessException(failed.getCause());
            }
        }
    }
}
