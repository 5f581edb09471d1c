package org.scorewps.process;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.ProcessException;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.semantic.ClassMosaic;
import org.scorewps.process.semantic.ClassRaster;
import org.scorewps.process.tile.Window;

/** A semantic segmentation that is planned and within the limits. */
final class SemanticRun {
    /** Above it a class is more likely there than not: what was asked for isn't painted over all else. */
    static final double DEFAULT_MIN_SCORE = 0.5;

    private final SegmentationPlan plan;
    private final Vocabulary vocabulary;
    private final SegmentationEngine engine;
    private final ProcessLimits limits;
    private final Progress progress;

    private SemanticRun(
            SegmentationPlan plan,
            Vocabulary vocabulary,
            SegmentationEngine engine,
            ProcessLimits limits,
            Progress progress) {
        this.plan = plan;
        this.vocabulary = vocabulary;
        this.engine = engine;
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Plans.
     *
     * @throws org.scorewps.engine.InvalidInputException when the request doesn't fit the raster, or exceeds a limit
     */
    static SemanticRun of(
            GridCoverage2D raster, SegmentationRequest request, ScoreServices services, Progress progress) {
        progress.start();
        SegmentationEngine engine = services.engine().get();
        ProcessLimits limits = services.limits();
        SegmentationPlan plan = SegmentationPlan.of(raster, request, engine, new SceneLimits(limits.maxPixels()));
        try {
            new Estimator(engine, limits, progress).guard(plan, request.vocabulary());
        } catch (InterruptedException stopped) {
            throw stopping(stopped);
        }
        return new SemanticRun(plan, request.vocabulary(), engine, limits, progress);
    }

    /** Where the classes are. */
    Scene scene() {
        return plan.scene();
    }

    /**
     * Runs.
     *
     * @param candidates which classes may be chosen, by index
     * @param minScore pixels whose best class scores less have none
     * @return the classes; the caller's to close
     */
    ClassRaster classes(IntPredicate candidates, double minScore) {
        ClassRaster raster = blank();
        boolean complete = false;
        try (SegmentationSession session = engine.open(plan.model().name(), vocabulary, plan.settings());
                ClassMosaic mosaic = new ClassMosaic(raster, region(), candidates, minScore)) {
            new SemanticSegmenter(plan, session, vocabulary.size(), mosaic, limits, progress).run();
            complete = true;
            return raster;
        } catch (InterruptedException stopped) {
            throw stopping(stopped);
        } finally {
            if (!complete) {
                raster.close();
            }
        }
    }

    /** A raster without classes, of all that the tiles cover; the caller's to close. */
    ClassRaster blank() {
        return new ClassRaster(plan.frame().width(), plan.frame().height(), vocabulary.size());
    }

    /** The part of the rasters that is asked for. */
    Window shown() {
        return scene().part().from(plan.frame());
    }

    /** The region of interest in pixels of the rasters. */
    private Optional<Geometry> region() {
        Window frame = plan.frame();
        return scene().roi().map(AffineTransformation.translationInstance(-frame.x(), -frame.y())::transform);
    }

    private static ProcessException stopping(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new ProcessException("cancelled: the server is stopping", stopped);
    }
}
