package org.scorewps.process.scene;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.scorewps.engine.picture.AlphaBand;
import org.scorewps.engine.picture.ColourBands;

/**
 * What samples of coverages told for earlier requests, so that a coverage that many requests look at is sampled once: its
 * stretch by percentile, and its alpha band. Only coverages with a {@link CoverageVersion} have theirs kept. What was asked
 * for least recently goes first. For any number of threads; two that ask for the same at once may both look for it.
 */
public final class StatisticsCache {
    private final Recent<Stretch> stretches;
    private final Recent<Optional<AlphaBand>> alphas;

    /** @param capacity most coverages of which something is kept; with 0, nothing is */
    public StatisticsCache(int capacity) {
        stretches = new Recent<>(capacity);
        alphas = new Recent<>(capacity);
    }

    /**
     * The stretch of a coverage's bands by percentile.
     *
     * @param version the coverage, empty when it can't be told from others
     * @param bands the bands that are shown
     * @param find finds it anew
     */
    Stretch stretch(Optional<CoverageVersion> version, ColourBands bands, Supplier<Stretch> find) {
        return stretches.get(version, bands, find).copy();
    }

    /** The alpha band that goes with the bands that are shown; the parameters are those of {@link #stretch}. */
    Optional<AlphaBand> alpha(
            Optional<CoverageVersion> version, ColourBands bands, Supplier<Optional<AlphaBand>> find) {
        return alphas.get(version, bands, find);
    }

    private record Key(CoverageVersion version, ColourBands bands) {}

    private static final class Recent<V> {
        private final int capacity;
        private final Map<Key, V> values = new LinkedHashMap<>(16, 0.75f, true);

        Recent(int capacity) {
            this.capacity = capacity;
        }

        V get(Optional<CoverageVersion> version, ColourBands bands, Supplier<V> find) {
            Optional<Key> key = version.map(one -> new Key(one, bands));
            V value = key.flatMap(this::known).orElseGet(find);
            key.ifPresent(one -> keep(one, value));
            return value;
        }

        private synchronized Optional<V> known(Key key) {
            return Optional.ofNullable(values.get(key));
        }

        private synchronized void keep(Key key, V value) {
            values.put(key, value);
            if (values.size() > capacity) {
                values.remove(values.keySet().iterator().next());
            }
        }
    }
}
