package org.scorewps.process.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;
import org.scorewps.process.tile.TileGrid;
import org.scorewps.process.vector.Instance;
import org.scorewps.process.vector.Polygons;

/**
 * Gives neighbours whose outlines come from different tiles one border, as those of one tile have: what two objects have
 * in common belongs to the surer one. Objects wait here until all that may touch them are known. Those that have more
 * than a quarter of the smaller one in common aren't neighbours but one on the other, or two readings of the same pixels,
 * and keep their outlines.
 */
final class NeighbourBorders {
    private static final double NEIGHBOURS = 0.25;

    /** Of its area: an object of which neighbours would take more keeps its outline. */
    private static final double MOST_TAKEN = 0.25;

    /** Square pixels: neighbours of one tile have no more than that in common. */
    private static final double ROUNDING = 1e-3;

    /** Splinters that a neighbour cuts off are smaller than a sample of a mask. */
    private static final double SPLINTER = (double) TileGrid.LATTICE * TileGrid.LATTICE;

    /** The surest first; the rest makes the order depend on what objects are only. */
    private static final Comparator<Instance> ORDER = Comparator.comparingDouble(Instance::score)
            .reversed()
            .thenComparingInt(Instance::classIndex)
            .thenComparingDouble(instance -> box(instance).getMinX())
            .thenComparingDouble(instance -> box(instance).getMinY())
            .thenComparingDouble(instance -> box(instance).getMaxX())
            .thenComparingDouble(instance -> box(instance).getMaxY());

    private final Consumer<Instance> finished;
    private List<Instance> waiting = new ArrayList<>();
    private List<Instance> given = new ArrayList<>();

    /** @param finished takes each object once */
    NeighbourBorders(Consumer<Instance> finished) {
        this.finished = finished;
    }

    /** Takes an object. */
    void add(Instance instance) {
        waiting.add(instance);
    }

    /**
     * Gives on all objects that nothing to come can touch.
     *
     * @param open boxes of what may still become an object; all that isn't known yet lies below all objects known
     * @param checkpoint is run now and then, and ends the work by what it throws
     */
    void release(Collection<Envelope> open, Runnable checkpoint) {
        STRtree unknown = new STRtree();
        open.forEach(box -> unknown.insert(box, box));
        STRtree known = index(Stream.concat(waiting.stream(), given.stream()).toList());
        List<Instance> left = new ArrayList<>();
        for (Instance instance : waiting) {
            if (unknown.query(box(instance)).isEmpty()) {
                checkpoint.run();
                finished.accept(settled(instance, known));
                given.add(instance);
            } else {
                left.add(instance);
            }
        }
        waiting = left;
        STRtree still = index(waiting);
        given = new ArrayList<>(given.stream()
                .filter(instance -> !still.query(box(instance)).isEmpty())
                .toList());
    }

    private static STRtree index(List<Instance> instances) {
        STRtree tree = new STRtree();
        instances.forEach(instance -> tree.insert(box(instance), instance));
        return tree;
    }

    private static Envelope box(Instance instance) {
        return instance.shape().getEnvelopeInternal();
    }

    private static Instance settled(Instance instance, STRtree known) {
        List<Instance> surer = new ArrayList<>();
        Set<Coordinate> nodes = new HashSet<>();
        for (Object other : known.query(box(instance))) {
            if (other instanceof Instance neighbour) {
                int order = ORDER.compare(neighbour, instance);
                if (order < 0) {
                    surer.add(neighbour);
                } else if (order > 0 && share(instance, neighbour)) {
                    Geometry cut = Polygons.difference(neighbour.shape(), instance.shape());
                    nodes.addAll(BorderNodes.of(cut, neighbour.shape(), instance.shape()));
                }
            }
        }
        surer.sort(ORDER);
        Geometry shape = BorderNodes.with(cut(instance, surer), nodes);
        return new Instance(instance.classIndex(), instance.score(), shape, instance.merged());
    }

    /** Whether two objects are neighbours that have to agree on a border. */
    private static boolean share(Instance a, Instance b) {
        double common = Polygons.intersection(a.shape(), b.shape()).getArea();
        return common > ROUNDING
                && common
                        <= NEIGHBOURS * Math.min(a.shape().getArea(), b.shape().getArea());
    }

    private static Geometry cut(Instance instance, List<Instance> surer) {
        Geometry shape = instance.shape();
        boolean touched = false;
        for (Instance neighbour : surer) {
            if (share(instance, neighbour)) {
                shape = Polygons.difference(shape, neighbour.shape());
                touched = true;
            }
        }
        if (!touched) {
            return instance.shape();
        }
        Geometry rest = withoutSplinters(shape);
        return rest.getArea() >= (1 - MOST_TAKEN) * instance.shape().getArea() ? rest : instance.shape();
    }

    private static Geometry withoutSplinters(Geometry shape) {
        List<Polygon> large = new ArrayList<>();
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            if (shape.getGeometryN(i) instanceof Polygon polygon && polygon.getArea() >= SPLINTER) {
                large.add(polygon);
            }
        }
        return large.isEmpty() ? shape : shape.getFactory().createMultiPolygon(large.toArray(Polygon[]::new));
    }
}
