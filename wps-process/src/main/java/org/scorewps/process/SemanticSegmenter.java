package org.scorewps.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.geotools.process.ProcessException;
import org.scorewps.engine.EngineBusyException;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.SemanticMap;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.semantic.ClassMosaic;
import org.scorewps.process.tile.TileGrid;
import org.scorewps.process.tile.Window;

/**
 * Sends a scene's tiles through a session for class scores and hands these to a mosaic. While the engine works on some
 * tiles the next are read, but never more than the limit, and fewer when many classes make their scores large. Tiles
 * without a pixel that counts aren't sent.
 */
final class SemanticSegmenter {
    private static final long POLL_MILLISECONDS = 200;

    /** What the scores of all tiles in flight may take, bytes. */
    private static final long SCORE_BYTES = 128L << 20;

    /** Places of a tile whose scores are kept: one in so many pixels, for every engine known so far. */
    private static final long PIXELS_A_SAMPLE = 16;

    private final Scene scene;
    private final TileGrid grid;
    private final Window frame;
    private final SegmentationSession session;
    private final ClassMosaic mosaic;
    private final Progress progress;
    private final long inFlight;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long done;

    /**
     * @param classes number of classes
     * @param mosaic of the plan's frame
     */
    SemanticSegmenter(
            SegmentationPlan plan,
            SegmentationSession session,
            int classes,
            ClassMosaic mosaic,
            ProcessLimits limits,
            Progress progress) {
        scene = plan.scene();
        grid = plan.pyramid().finest();
        frame = plan.frame();
        this.session = session;
        this.mosaic = mosaic;
        this.progress = progress;
        Window first = grid.window(0);
        long tileBytes = (long) first.width() * first.height() / PIXELS_A_SAMPLE * classes * Float.BYTES;
        inFlight = Math.max(1, Math.min(limits.tilesInFlight(), SCORE_BYTES / Math.max(tileBytes, 1)));
    }

    private record Pending(Window window, CompletableFuture<SemanticMap> scores) {}

    /** Runs all tiles; the mosaic is complete afterwards. */
    void run() throws InterruptedException {
        for (long i = 0; i < grid.count(); i++) {
            progress.checkCancelled(done, grid.count());
            submit(grid.window(i));
            while (pending.size() >= inFlight) {
                collect(pending.remove());
            }
        }
        while (!pending.isEmpty()) {
            collect(pending.remove());
        }
        mosaic.finish();
    }

    private void submit(Window window) throws InterruptedException {
        try {
            SceneTile tile = scene.read(window);
            if (!tile.blank() && mosaic.open(window.from(frame), tile.valid())) {
                pending.add(new Pending(window, session.submitSemantic(tile.image())));
            } else {
                tileDone();
            }
        } catch (ProcessException stopped) {
            throw stopped;
        } catch (RuntimeException unreadable) {
            throw failure(window, unreadable);
        }
    }

    private void collect(Pending tile) throws InterruptedException {
        mosaic.add(await(tile), tile.window().from(frame));
        tileDone();
    }

    private void tileDone() {
        done++;
        progress.report(done, grid.count());
    }

    private SemanticMap await(Pending tile) throws InterruptedException {
        while (true) {
            try {
                return tile.scores().get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                progress.checkCancelled(done, grid.count());
            } catch (CancellationException closed) {
                throw new ProcessException("the engine was stopped after %d tiles".formatted(done), closed);
            } catch (ExecutionException failed) {
                throw failure(tile.window(), failed.getCause());
            }
        }
    }

    /** What the client did wrong is said as it is; of all else, which tile it happened to. */
    private static ProcessException failure(Window window, Throwable failure) {
        ProcessException plain = Failures.asProcessException(failure);
        return failure instanceof InvalidInputException || failure instanceof EngineBusyException
                ? plain
                : new ProcessException(
                        "tile of %d x %d pixels at column %d, row %d: %s"
                                .formatted(window.width(), window.height(), window.x(), window.y(), plain.getMessage()),
                        failure);
    }
}
