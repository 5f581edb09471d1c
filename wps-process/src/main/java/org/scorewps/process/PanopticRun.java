package org.scorewps.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.semantic.ClassMosaic;
import org.scorewps.process.semantic.ClassRaster;
import org.scorewps.process.semantic.InstancePainter;
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
        try (SegmentationSession session = planned.open();
                FoundInstances found = new FoundInstances(planned, session, provenance);
                ClassMosaic mosaic = frame.mosaic(raster, countable.negate())) {
            run.run("score-panoptic", examination(session, found, mosaic));
            SimpleFeatureCollection all = found.collection();
            SimpleFeatureCollection visible = new ListFeatureCollection(all.getSchema(), painted(all, raster));
            complete = true;
            return new Result(frame.coverage(raster), visible);
        } catch (InterruptedException stopped) {
            throw Failures.stopping(stopped);
        } finally {
            if (!complete) {
                raster.close();
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

    /** Gives objects their pixels, the best ones first; those that get one. */
    private List<SimpleFeature> painted(SimpleFeatureCollection found, ClassRaster raster) {
        InstancePainter painter = new InstancePainter(raster, frame.shown(), planned.scene(), countable);
        List<SimpleFeature> visible = new ArrayList<>();
        try (SimpleFeatureIterator features = found.features()) {
            while (features.hasNext()) {
                progress.checkCancelled();
                SimpleFeature feature = features.next();
                int index = (Integer) feature.getAttribute("class_index");
                if (countable.test(index) && painter.paint((Geometry) feature.getDefaultGeometry(), index) > 0) {
                    visible.add(feature);
                }
            }
        }
        return visible;
    }

    /** What wasn't looked at. */
    TileFailures failures() {
        return failures;
    }
}
