package org.scorewps.process.vector;

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
import org.locationtech.jts.geom.MultiPolygon;
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

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private InstanceMerger() {}

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
        Shares shares = new Shares(parts);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            @SuppressWarnings("unchecked") // JTS's index isn't generic; only integers were put in
            List<Integer> near = index.query(parts.get(i).shape().getEnvelopeInternal());
            for (int j : near) {
                if (j > i && comparable(parts.get(i), parts.get(j))) {
                    checkpoint.run();
                    double agreement = shares.agreement(i, j);
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

    private static Instance union(List<Instance> parts, Runnable checkpoint) {
        checkpoint.run();
        Instance best =
                parts.stream().max(Comparator.comparingDouble(Instance::score)).orElseThrow();
        if (parts.size() == 1) {
            return best;
        }
        Geometry shape = Polygons.union(parts.stream().map(Instance::shape).toList(), FACTORY);
        return new Instance(best.classIndex(), best.score(), shape, best.window());
    }

    /** What each part has of the areas that two tiles share; a part meets several others in each of them. */
    private static final class Shares {
        private final List<Instance> parts;
        private final Map<Share, MultiPolygon> known = new HashMap<>();

        private record Share(int part, Envelope area) {}

        Shares(List<Instance> parts) {
            this.parts = parts;
        }

        double agreement(int first, int second) {
            Envelope area = envelope(parts.get(first).window())
                    .intersection(envelope(parts.get(second).window()));
            MultiPolygon a = share(first, area);
            MultiPolygon b = share(second, area);
            double smaller = Math.min(a.getArea(), b.getArea());
            double most = a.getEnvelopeInternal()
                    .intersection(b.getEnvelopeInternal())
                    .getArea();
            // their boxes tell of most pairs that they don't agree
            return most > AGREEMENT * smaller ? Polygons.intersection(a, b).getArea() / smaller : 0;
        }

        private MultiPolygon share(int part, Envelope area) {
            return known.computeIfAbsent(
                    new Share(part, area),
                    key -> Polygons.intersection(parts.get(part).shape(), FACTORY.toGeometry(area)));
        }

        private static Envelope envelope(Window window) {
            return new Envelope(window.x(), window.right(), window.y(), window.bottom());
        }
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
