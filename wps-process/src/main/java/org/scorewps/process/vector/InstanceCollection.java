package org.scorewps.process.vector;

import java.util.Arrays;
import java.util.BitSet;
import java.util.NoSuchElementException;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.collection.BaseSimpleFeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * The answer: one feature an instance, best first, in the coverage's CRS. Features are made of stored instances one by
 * one, whenever they are asked for.
 */
public final class InstanceCollection extends BaseSimpleFeatureCollection {
    private final InstanceStore instances;
    private final InstanceFeatures features;
    private final int[] numbers;
    private ReferencedEnvelope bounds;

    /**
     * @param instances as {@link InstanceFeatures#inRegion} gives them
     * @param features makes the feature of each
     * @param limit at most so many, the best ones
     */
    public InstanceCollection(InstanceStore instances, InstanceFeatures features, int limit) {
        this(instances, features, best(instances, limit));
    }

    private InstanceCollection(InstanceStore instances, InstanceFeatures features, int[] numbers) {
        super(features.type());
        this.instances = instances;
        this.features = features;
        this.numbers = numbers;
    }

    private static int[] best(InstanceStore instances, int limit) {
        int[] all = instances.bestFirst();
        return all.length > limit ? Arrays.copyOf(all, limit) : all;
    }

    /**
     * Some of them.
     *
     * @param chosen tells by the place in this collection, from 0
     */
    public InstanceCollection only(BitSet chosen) {
        return new InstanceCollection(
                instances,
                features,
                chosen.stream().map(place -> numbers[place]).toArray());
    }

    @Override
    public SimpleFeatureIterator features() {
        FeatureIds ids = features.ids();
        return new SimpleFeatureIterator() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < numbers.length;
            }

            @Override
            public SimpleFeature next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return features.of(instances.get(numbers[next++]), ids);
            }

            @Override
            public void close() {
                // the instances stay: they may be asked for again
            }
        };
    }

    @Override
    public int size() {
        return numbers.length;
    }

    @Override
    public synchronized ReferencedEnvelope getBounds() {
        if (bounds == null) {
            bounds = new ReferencedEnvelope(getSchema().getCoordinateReferenceSystem());
            try (SimpleFeatureIterator all = features()) {
                while (all.hasNext()) {
                    bounds.include(all.next().getBounds());
                }
            }
        }
        return new ReferencedEnvelope(bounds);
    }
}
