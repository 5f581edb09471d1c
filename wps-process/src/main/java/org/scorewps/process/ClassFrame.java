package org.scorewps.process;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.geotools.coverage.grid.GridCoverage2D;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.scorewps.process.semantic.ClassCoverage;
import org.scorewps.process.semantic.ClassMosaic;
import org.scorewps.process.semantic.ClassRaster;
import org.scorewps.process.tile.Window;

/**
 * The pixels that get classes: all that the tiles of a request cover, of which its part of the scene is shown.
 *
 * @param planned the request
 */
record ClassFrame(PlannedRequest planned) {
    /** Above it a class is more likely there than not: what was asked for isn't painted over all else. */
    private static final double DEFAULT_MIN_SCORE = 0.5;

    /** A raster without classes; the caller's to close. */
    ClassRaster raster() {
        return new ClassRaster(
                frame().width(),
                frame().height(),
                planned.request().vocabulary().size());
    }

    /**
     * What chooses a raster's classes; the caller's to close.
     *
     * @param candidates which classes may be chosen, by index
     */
    ClassMosaic mosaic(ClassRaster raster, IntPredicate candidates) {
        return new ClassMosaic(
                raster, region(), candidates, planned.request().minScore().orElse(DEFAULT_MIN_SCORE));
    }

    /** The part of the rasters that is asked for. */
    Window shown() {
        return planned.scene().part().from(frame());
    }

    /** The coverage of a raster's classes. */
    GridCoverage2D coverage(ClassRaster classes) {
        return ClassCoverage.of(
                classes, shown(), planned.scene(), planned.request().vocabulary());
    }

    private Window frame() {
        return planned.plan().frame();
    }

    /** The region of interest in pixels of the rasters. */
    private Optional<Geometry> region() {
        Window frame = frame();
        return planned.scene().roi().map(AffineTransformation.translationInstance(-frame.x(), -frame.y())::transform);
    }
}
