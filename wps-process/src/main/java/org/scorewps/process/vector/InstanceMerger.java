package org.scorewps.process.vector;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.scorewps.process.tile.Window;

/**
 * Makes one instance of the parts that overlapping tiles show of one object. Two parts belong together when they are of
 * the same class, come from different tiles, and agree where both tiles look: their intersection covers more than half
 * of the smaller part's share of the tiles' overlap. Pairs are joined greedily, best agreement first; two parts from the
 * same tile are never joined, not even through a third, because the network already told them apart. The result has the
 * best part's score and the union of the shapes.
 */
public final class InstanceMerger {
    private static final double AGREEMENT = 0.5;

    /** Of fewer pixels a count tells too little, and the outlines have few vertices. */
    private static final int ENOUGH_SAMPLES = 64;

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private InstanceMerger() {}

    /** What a part has of the area that two tiles share. */
    private record Share(Instance part, Rectangle area) {
        SampledShape sample() {
            return SampledShape.of(part.shape(), area);
        }
    }

    private record Pair(int first, int second, double agreement) {}

    /**
     * Merges.
     *
     * @param parts the instances of all tiles
     * @param checkpoint is run between steps, and ends the work by what it throws
     * @return the objects of the scene, best first
     */
    public static List<Instance> merge(List<Instance> parts, Runnable checkpoint) {
        Groups groups = new Groups(parts);
        pairs(parts, checkpoint).stream()
                .sorted(Comparator.comparingDouble(Pair::agreement)
                        .reversed()
                        .thenComparingInt(Pair::first)
                        .thenComparingInt(Pair::second))
                .forEach(pair -> groups.join(pair.first(), pair.second()));
        return groups.all().stream()
                .map(group -> union(group, checkpoint))
                .sorted(Comparator.comparingDouble(Instance::score).reversed())
                .toList();
    }

    private static List<Pair> pairs(List<Instance> parts, Runnable checkpoint) {
        STRtree index = new STRtree();
        for (int i = 0; i < parts.size(); i++) {
            index.insert(parts.get(i).shape().getEnvelopeInternal(), i);
        }
        List<Pair> pairs = new ArrayList<>();
        Map<Share, SampledShape> samples = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0 && !parts.get(i).window().equals(parts.get(i - 1).window())) {
                // those of one tile and its neighbours are kept, which are met again and again
                samples.clear();
            }
            @SuppressWarnings("unchecked") // JTS's index isn't generic; only integers were put in
            List<Integer> near = index.query(parts.get(i).shape().getEnvelopeInternal());
            for (int j : near) {
                if (j > i && comparable(parts.get(i), parts.get(j))) {
                    checkpoint.run();
                    double agreement = agreement(parts.get(i), parts.get(j), samples);
                    if (agreement > AGREEMENT) {
                        pairs.add(new Pair(i, j, agreement));
                    }
                }
            }
        }
        return pairs;
    }

    private static boolean comparable(Instance a, Instance b) {
        return a.classIndex() == b.classIndex()
                && !a.window().equals(b.window())
                && a.window().overlaps(b.window());
    }

    private static double agreement(Instance a, Instance b, Map<Share, SampledShape> samples) {
        Rectangle area = rectangle(a.window()).intersection(rectangle(b.window()));
        SampledShape sampledA = samples.computeIfAbsent(new Share(a, area), Share::sample);
        SampledShape sampledB = samples.computeIfAbsent(new Share(b, area), Share::sample);
        int smaller = Math.min(sampledA.size(), sampledB.size());
        return smaller >= ENOUGH_SAMPLES
                ? (double) sampledA.common(sampledB) / smaller
                : exactAgreement(a.shape(), b.shape(), area);
    }

    private static double exactAgreement(Geometry a, Geometry b, Rectangle area) {
        Geometry both =
                FACTORY.toGeometry(new Envelope(area.getMinX(), area.getMaxX(), area.getMinY(), area.getMaxY()));
        Geometry partOfA = Polygons.intersection(a, both);
        Geometry partOfB = Polygons.intersection(b, both);
        double smaller = Math.min(partOfA.getArea(), partOfB.getArea());
        return smaller > 0 ? Polygons.intersection(partOfA, partOfB).getArea() / smaller : 0;
    }

    private static Rectangle rectangle(Window window) {
        return new Rectangle(window.x(), window.y(), window.width(), window.height());
    }

    private static Instance union(List<Instance> parts, Runnable checkpoint) {
        checkpoint.run();
        Instance best =
                parts.stream().max(Comparator.comparingDouble(Instance::score)).orElseThrow();
        if (parts.size() == 1) {
            return best;
        }
        Geometry shape = Polygons.union(parts.stream().map(Instance::shape).toList(), FACTORY);
        return new Instance(best.classIndex(), best.score(), shape, best.window(), true);
    }

    /** Disjoint sets of parts, each with the tiles it has parts from. */
    private static final class Groups {
        private final List<Instance> parts;
        private final int[] parent;
        private final Map<Integer, Set<Window>> windows = new HashMap<>();

        Groups(List<Instance> parts) {
            this.parts = parts;
            parent = new int[parts.size()];
            for (int i = 0; i < parent.length; i++) {
                parent[i] = i;
                windows.put(i, new HashSet<>(Set.of(parts.get(i).window())));
            }
        }

        void join(int first, int second) {
            int a = root(first);
            int b = root(second);
            if (a != b && Collections.disjoint(windows.get(a), windows.get(b))) {
                parent[b] = a;
                windows.get(a).addAll(windows.remove(b));
            }
        }

        List<List<Instance>> all() {
            Map<Integer, List<Instance>> groups = new LinkedHashMap<>();
            for (int i = 0; i < parent.length; i++) {
                groups.computeIfAbsent(root(i), key -> new ArrayList<>()).add(parts.get(i));
            }
            return List.copyOf(groups.values());
        }

        private int root(int part) {
            int root = part;
            while (parent[root] != root) {
                parent[root] = parent[parent[root]];
                root = parent[root];
            }
            return root;
        }
    }
}
