package org.scorewps.process;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.semantic.ClassMosaic;
import org.scorewps.process.semantic.ClassRaster;
import org.scorewps.process.semantic.InstancePainter;
import org.scorewps.process.vector.InstanceCollection;
import org.scorewps.process.vector.Provenance;

/**
 * Finds the objects of a planned request and the classes of its pixels. The network looks at each tile once; objects are
 * painted over the other classes when all are known.
 */
final class PanopticRun {
    private final PlannedRequest planned;
    private final IntPredicate countable;
    private final Progress progress;
    private final Provenance provenance;
    private final ClassFrame frame;
    private final TileFailures failures;
    private final TileRun run;

    /**
     * What was found.
     *
     * @param classes the class of each pixel
     * @param instances the objects that have a pixel
     */
    record Result(GridCoverage2D classes, SimpleFeatureCollection instances) {}

    /**
     * @param source name of the raster
     * @param countable which classes have objects, by index; the others have pixels only
     */
    PanopticRun(PlannedRequest planned, String source, IntPredicate countable, Progress progress) {
        this.planned = planned;
        this.countable = countable;
        this.progress = progress;
        provenance = Provenance.now(planned.plan().model(), source);
        frame = new ClassFrame(planned);
        failures = new TileFailures(planned.request().failedTiles());
        run = new TileRun(
                planned.scene(), planned.plan().pyramid(), SemanticSegmenter.inFlight(planned), progress, failures);
    }

    /** Runs. */
    Result result() {
        ClassRaster raster = frame.raster();
        boolean complete = false;
        try (FoundInstances found = look(raster)) {
            InstanceCollection all = found.collection();
            InstanceCollection visible = all.only(painted(all, raster));
            complete = true;
            return new Result(frame.coverage(raster), found.give(visible));
        } catch (InterruptedException stopped) {
            throw Failures.stopping(stopped);
        } finally {
            if (!complete) {
                raster.close();
            }
        }
    }

    /** Looks at all tiles; the engine's place is free again before objects are painted. */
    private FoundInstances look(ClassRaster raster) throws InterruptedException {
        try (SegmentationSession session = planned.open();
                ClassMosaic mosaic = frame.mosaic(raster, countable.negate())) {
            FoundInstances found = new FoundInstances(planned, session, provenance);
            boolean complete = false;
            try {
                run.run("score-panoptic", examination(session, found, mosaic));
                complete = true;
                return found;
            } finally {
                if (!complete) {
                    found.close();
                }
            }
        }
    }

    /** Where all classes are countable, no tile need be looked at for the others. */
    private TileRun.Examination examination(SegmentationSession session, FoundInstances found, ClassMosaic mosaic) {
        SegmentationPlan plan = planned.plan();
        InstanceSegmenter instances = new InstanceSegmenter(plan, session, run::checkCancelled, found);
        boolean stuff =
                IntStream.range(0, planned.request().vocabulary().size()).anyMatch(countable.negate());
        return stuff
                ? new PanopticSegmenter(session, instances, new SemanticSegmenter(plan, session, mosaic))
                : instances;
    }

    /** Gives objects their pixels, the best ones first; the places of those that get one. */
    private BitSet painted(SimpleFeatureCollection found, ClassRaster raster) {
        InstancePainter painter = new InstancePainter(raster, frame.shown(), planned.scene(), countable);
        BitSet visible = new BitSet();
        try (SimpleFeatureIterator features = found.features()) {
            for (int place = 0; features.hasNext(); place++) {
                progress.checkCancelled();
                SimpleFeature feature = features.next();
                int index = (Integer) feature.getAttribute("class_index");
                visible.set(
                        place,
                        countable.test(index) && painter.paint((Geometry) feature.getDefaultGeometry(), index) > 0);
            }
        }
        return visible;
    }

    /** What wasn't looked at. */
    TileFailures failures() {
        return failures;
    }
}
