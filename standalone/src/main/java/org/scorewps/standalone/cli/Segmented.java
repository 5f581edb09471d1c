package org.scorewps.standalone.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.DefaultFeatureCollection;
import org.scorewps.process.Outputs;
import org.scorewps.process.SegmentPanopticProcess;

/**
 * What the processes of one command made.
 *
 * @param features the outlines, when they were asked for
 * @param classes the class of each pixel, when it was asked for
 * @param failedTiles where nothing was looked at, by any of them; empty unless they were to be listed
 */
record Segmented(
        Optional<SimpleFeatureCollection> features,
        Optional<GridCoverage2D> classes,
        SimpleFeatureCollection failedTiles) {
    /** Of the process that makes both. */
    static Segmented ofPair(Map<String, Object> pair) {
        return new Segmented(
                Optional.of((SimpleFeatureCollection) pair.get(SegmentPanopticProcess.INSTANCES)),
                Optional.of((GridCoverage2D) pair.get(SegmentPanopticProcess.CLASSES)),
                (SimpleFeatureCollection) pair.get(Outputs.FAILED_TILES));
    }

    /** Of the processes that make one of them each; at least one is given, they run one after the other. */
    static Segmented of(
            Optional<Supplier<Map<String, Object>>> outlines, Optional<Supplier<Map<String, Object>>> pixels) {
        Optional<Map<String, Object>> instances = outlines.map(Supplier::get);
        Optional<Map<String, Object>> semantic = pixels.map(Supplier::get);
        List<SimpleFeatureCollection> failed = Stream.of(instances, semantic)
                .flatMap(Optional::stream)
                .map(results -> (SimpleFeatureCollection) results.get(Outputs.FAILED_TILES))
                .toList();
        return new Segmented(
                instances.map(results -> (SimpleFeatureCollection) results.get(Outputs.RESULT)),
                semantic.map(results -> (GridCoverage2D) results.get(Outputs.RESULT)),
                union(failed));
    }

    /** A tile that failed in both has the same identifier in both, and is listed once. */
    private static SimpleFeatureCollection union(List<SimpleFeatureCollection> collections) {
        DefaultFeatureCollection all =
                new DefaultFeatureCollection(null, collections.get(0).getSchema());
        collections.forEach(all::addAll);
        return all;
    }
}
