package org.scorewps.process;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.TileCost;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.scene.UnreadablePixelsException;

/**
 * Foretells what requests use, for those who ask and for guarding the engine. Times are those that the engine measured
 * with earlier requests; where there were none, a tile of this scene is run: first to make the engine warm, then once to
 * be measured, and some times more where that is quick.
 */
final class Estimator {
    private static final int LEAST_RUNS = 2;
    private static final int MOST_RUNS = 6;

    /** No further tile is run after that. */
    private static final double ENOUGH_SECONDS = 3;

    private final SegmentationEngine engine;
    private final ProcessLimits limits;
    private final Progress progress;

    Estimator(SegmentationEngine engine, ProcessLimits limits, Progress progress) {
        this.engine = engine;
        this.limits = limits;
        this.progress = progress;
    }

    /** The estimate of a plan, with seconds in it whatever that takes. */
    Estimate estimate(SegmentationPlan plan, Vocabulary vocabulary) throws InterruptedException {
        TileCost known = cost(plan);
        return known.secondsPerTile().isPresent()
                ? new Estimate(plan, known, false, limits)
                : new Estimate(plan, measured(plan, vocabulary), true, limits);
    }

    /**
     * Refuses a plan that would exceed a limit. Nothing is run unless seconds are limited and the engine has no
     * measure of them.
     *
     * @throws org.scorewps.engine.InvalidInputException with the figure and the limit
     */
    void guard(SegmentationPlan plan, Vocabulary vocabulary) throws InterruptedException {
        // what needs no warm-up first: a request with too many tiles isn't worth one
        Estimate known = new Estimate(plan, cost(plan), false, limits);
        known.check();
        if (limits.maxSeconds() > 0 && known.seconds().isEmpty()) {
            estimate(plan, vocabulary).check();
        }
    }

    private TileCost cost(SegmentationPlan plan) {
        return engine.cost(plan.model().name(), plan.tileWidth(), plan.tileHeight());
    }

    private TileCost measured(SegmentationPlan plan, Vocabulary vocabulary) throws InterruptedException {
        ImageTile tile = tile(plan);
        long start = System.nanoTime();
        double seconds = 0;
        try (SegmentationSession session = engine.open(plan.model().name(), vocabulary, plan.settings())) {
            for (int run = 0; run < LEAST_RUNS || (run < MOST_RUNS && since(start) < ENOUGH_SECONDS); run++) {
                long submitted = System.nanoTime();
                await(session.submit(tile));
                seconds = since(submitted);
            }
        }
        TileCost cost = cost(plan);
        // an engine that doesn't measure itself, such as a remote one, is measured from here
        return cost.secondsPerTile().isPresent()
                ? cost
                : new TileCost(
                        cost.workers(),
                        cost.maxBatch(),
                        OptionalDouble.of(seconds),
                        OptionalDouble.of(seconds),
                        1,
                        cost.nativeBytes());
    }

    private static double since(long nanos) {
        return (double) (System.nanoTime() - nanos) / TimeUnit.SECONDS.toNanos(1);
    }

    /** The scene's middle tile; where nothing is valid or can't be read, a grey one, which takes the engine as long. */
    private static ImageTile tile(SegmentationPlan plan) {
        try {
            SceneTile middle = plan.scene().read(plan.middle());
            if (!middle.blank()) {
                return middle.image();
            }
        } catch (UnreadablePixelsException told) {
            // by the run itself, which names the tile
        }
        byte[] grey = new byte[3 * plan.tileWidth() * plan.tileHeight()];
        Arrays.fill(grey, (byte) 128);
        return new ImageTile(plan.tileWidth(), plan.tileHeight(), grey);
    }

    private void await(Future<?> detections) throws InterruptedException {
        try {
            EngineResults.await(detections, progress::checkCancelled);
        } catch (ExecutionException failed) {
            throw Failures.asProcessException(failed.getCause());
        }
    }
}
