package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;

/** The answer: one feature an instance, best first, in the coverage's CRS. */
public final class InstanceCollection {
    private InstanceCollection() {}

    /**
     * Builds the features.
     *
     * @param instances in scene pixels, best first
     * @param features makes each
     * @param limit at most so many features
     */
    public static SimpleFeatureCollection of(List<Instance> instances, InstanceFeatures features, int limit) {
        FeatureIds ids = features.ids();
        List<SimpleFeature> made = new ArrayList<>(instances.size());
        for (Instance instance : instances) {
            if (made.size() == limit) {
                break;
            }
            features.of(instance, ids).ifPresent(made::add);
        }
        return new ListFeatureCollection(features.type(), made);
    }
}
