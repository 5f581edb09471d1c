package org.scorewps.process;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.geotools.coverage.grid.GridCoverage2D;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.semantic.ClassCoverage;
import org.scorewps.process.semantic.ClassMosaic;
import org.scorewps.process.semantic.ClassRaster;
import org.scorewps.process.tile.Window;

/** Finds the classes of the pixels of a planned request. */
final class SemanticRun {
    /** Above it a class is more likely there than not: what was asked for isn't painted over all else. */
    private static final double DEFAULT_MIN_SCORE = 0.5;

    private final PlannedRequest planned;
    private final Progress progress;
    private final TileFailures failures;

    SemanticRun(PlannedRequest planned, Progress progress) {
        this.planned = planned;
        this.progress = progress;
        failures = new TileFailures(planned.request().failedTiles());
    }

    /** Where the classes are. */
    Scene scene() {
        return planned.scene();
    }

    /**
     * Runs.
     *
     * @param candidates which classes may be chosen, by index
     * @return the classes; the caller's to close
     */
    ClassRaster classes(IntPredicate candidates) {
        double minScore = planned.request().minScore().orElse(DEFAULT_MIN_SCORE);
        ClassRaster raster = blank();
        boolean complete = false;
        try (SegmentationSession session = planned.open();
                ClassMosaic mosaic = new ClassMosaic(raster, region(), candidates, minScore)) {
            new SemanticSegmenter(planned, session, mosaic, progress, failures).run();
            complete = true;
            return raster;
        } catch (InterruptedException stopped) {
            throw Failures.stopping(stopped);
        } finally {
            if (!complete) {
                raster.close();
            }
        }
    }

    /** What wasn't looked at. */
    TileFailures failures() {
        return failures;
    }

    /** A raster without classes, of all that the tiles cover; the caller's to close. */
    ClassRaster blank() {
        return new ClassRaster(
                planned.plan().frame().width(),
                planned.plan().frame().height(),
                planned.request().vocabulary().size());
    }

    /** The coverage of a raster's classes. */
    GridCoverage2D coverage(ClassRaster classes) {
        return ClassCoverage.of(classes, shown(), scene(), planned.request().vocabulary());
    }

    /** The part of the rasters that is asked for. */
    Window shown() {
        return scene().part().from(planned.plan().frame());
    }

    /** The region of interest in pixels of the rasters. */
    private Optional<Geometry> region() {
        Window frame = planned.plan().frame();
        return scene().roi().map(AffineTransformation.translationInstance(-frame.x(), -frame.y())::transform);
    }
}
