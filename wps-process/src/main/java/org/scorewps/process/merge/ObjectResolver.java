package org.scorewps.process.merge;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.scorewps.process.tile.TileGrid;
import org.scorewps.process.vector.Instance;
import org.scorewps.process.vector.Polygons;

/**
 * Decides which objects parts are that are linked with each other. The result depends on the parts only, not on the order
 * in which they were found.
 */
final class ObjectResolver {
    /** Of an object's area: less than that isn't missing. */
    private static final double GAP = 0.02;

    private static final double HALF = 0.5;

    /** Of an object's area: where other objects cover more, reduced resolution alone isn't believed. */
    private static final double EXPLAINED = 0.2;

    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final Comparator<Link> STRONGEST = Comparator.comparingDouble(Link::strength)
            .reversed()
            .thenComparing(Link::first, Part.ORDER)
            .thenComparing(Link::second, Part.ORDER);

    private final int standalone;
    private final IdentityHashMap<Part, ObjectGroup> groups = new IdentityHashMap<>();
    private final Set<ObjectGroup> dropped = new HashSet<>();

    private ObjectResolver(int standalone) {
        this.standalone = standalone;
    }

    /**
     * The objects.
     *
     * @param standalone what is larger, scene pixels, is taken from reduced resolution alone; smaller things need a piece
     *     at the next finer one
     */
    static List<Instance> resolve(Collection<Part> parts, Collection<Link> links, int standalone) {
        return new ObjectResolver(standalone).run(parts, links);
    }

    private List<Instance> run(Collection<Part> parts, Collection<Link> links) {
        parts.forEach(part -> groups.put(part, new ObjectGroup(part)));
        List<Link> sorted =
                links.stream().map(ObjectResolver::ordered).sorted(STRONGEST).toList();
        of(sorted, Link.Kind.SAME).forEach(this::join);
        of(sorted, Link.Kind.RIVAL).forEach(this::decideClass);
        groups().forEach(ObjectGroup::settle);
        of(sorted, Link.Kind.RIVAL).forEach(this::dropRival);
        of(sorted, Link.Kind.COVERED).forEach(this::dropPiece);
        of(sorted, Link.Kind.SAME).forEach(this::dropDuplicate);
        groups().stream()
                .filter(group -> group.factor() > 1)
                .sorted(Comparator.comparingInt(ObjectGroup::factor)
                        .thenComparing(group -> group.parts().get(0), Part.ORDER))
                .forEach(group -> reconcile(group, sorted));
        return groups().stream()
                .filter(group -> !dropped.contains(group))
                .map(group -> new Instance(group.classIndex(), group.score(), group.shape(), group.merged()))
                .toList();
    }

    /** Links of equals begin with the part that comes first. */
    private static Link ordered(Link link) {
        boolean symmetric = link.kind() == Link.Kind.SAME || link.kind() == Link.Kind.RIVAL;
        return symmetric && Part.ORDER.compare(link.first(), link.second()) > 0
                ? new Link(link.kind(), /* first= */ link.second(), /* second= */ link.first(), link.strength())
                : link;
    }

    private static List<Link> of(List<Link> links, Link.Kind kind) {
        return links.stream().filter(link -> link.kind() == kind).toList();
    }

    private List<ObjectGroup> groups() {
        return groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Part.ORDER))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    private void join(Link link) {
        ObjectGroup first = groups.get(link.first());
        ObjectGroup second = groups.get(link.second());
        if (first != second && first.accepts(second)) {
            first.join(second);
            second.parts().forEach(part -> groups.put(part, first));
        }
    }

    /** Pieces of one object that tiles call by different names: no tile sees it whole, or tells two objects there. */
    private void decideClass(Link link) {
        ObjectGroup first = groups.get(link.first());
        ObjectGroup second = groups.get(link.second());
        if (first != second && !first.whole() && !second.whole() && !first.sharesTileWith(second)) {
            first.join(second);
            second.parts().forEach(part -> groups.put(part, first));
        }
    }

    /** Who sees the object whole knows its class; of two that do, the surer one. */
    private void dropRival(Link link) {
        ObjectGroup first = groups.get(link.first());
        ObjectGroup second = groups.get(link.second());
        if (first == second || dropped.contains(first) || dropped.contains(second) || first.sharesTileWith(second)) {
            return;
        }
        if (first.whole() != second.whole()) {
            dropped.add(first.whole() ? second : first);
        } else if (first.whole()) {
            dropped.add(first.score() >= second.score() ? second : first);
        }
    }

    /** A piece at a tile's border that another tile shows to be part of something else. */
    private void dropPiece(Link link) {
        ObjectGroup piece = groups.get(link.first());
        ObjectGroup whole = groups.get(link.second());
        if (!piece.whole() && !dropped.contains(whole)) {
            dropped.add(piece);
        }
    }

    /** The same object twice, since one tile had told apart what another one took for one. */
    private void dropDuplicate(Link link) {
        ObjectGroup first = groups.get(link.first());
        ObjectGroup second = groups.get(link.second());
        if (first == second || dropped.contains(first) || dropped.contains(second)) {
            return;
        }
        if (first.whole() != second.whole()) {
            dropped.add(first.whole() ? second : first);
            return;
        }
        double common = Polygons.intersection(first.shape(), second.shape()).getArea();
        double union = first.shape().getArea() + second.shape().getArea() - common;
        if (common > HALF * union) {
            dropped.add(first.score() >= second.score() ? second : first);
        }
    }

    /** What reduced resolution shows: the glue between pieces, an object of its own, or nothing new. */
    private void reconcile(ObjectGroup coarse, List<Link> links) {
        if (dropped.contains(coarse)) {
            return;
        }
        Set<ObjectGroup> inside = finer(coarse, of(links, Link.Kind.INSIDE));
        List<ObjectGroup> pieces =
                inside.stream().filter(group -> !group.whole()).toList();
        double area = coarse.shape().getArea();
        boolean several = inside.stream()
                        .filter(ObjectGroup::whole)
                        .mapToDouble(group -> group.shape().getArea())
                        .sum()
                > HALF * area;
        if (several) {
            // several objects, or the same one: finer outlines are there already
            dropped.add(coarse);
        } else if (!pieces.isEmpty()) {
            complete(coarse, pieces);
        } else if (extent(coarse) <= standalone || explained(coarse, links)) {
            dropped.add(coarse);
        }
    }

    /** The objects seen at finer resolution that mostly lie in one, or it in them. */
    private Set<ObjectGroup> finer(ObjectGroup coarse, List<Link> links) {
        Set<ObjectGroup> found = new LinkedHashSet<>();
        for (Link link : links) {
            ObjectGroup fine = groups.get(link.first());
            if (groups.get(link.second()) == coarse && !dropped.contains(fine) && overlap(fine, coarse) > HALF) {
                found.add(fine);
            }
        }
        return found;
    }

    /** Whether finer resolution shows something else there: it sees more. */
    private boolean explained(ObjectGroup coarse, List<Link> links) {
        double other = finer(coarse, of(links, Link.Kind.OVERLAID)).stream()
                .mapToDouble(fine ->
                        Polygons.intersection(fine.shape(), coarse.shape()).getArea())
                .sum();
        return other > EXPLAINED * coarse.shape().getArea();
    }

    /** The intersection as part of the smaller: a sliver at a tile's border may lie in what the object doesn't. */
    private static double overlap(ObjectGroup a, ObjectGroup b) {
        double common = Polygons.intersection(a.shape(), b.shape()).getArea();
        return common / Math.min(a.shape().getArea(), b.shape().getArea());
    }

    /** Joins the pieces of an object and fills what tiles have left open between them. */
    private void complete(ObjectGroup coarse, List<ObjectGroup> pieces) {
        Geometry fine = Polygons.union(pieces.stream().map(ObjectGroup::shape).toList(), FACTORY);
        // reduced outlines are off by a sample: only what is farther away is a gap
        double sample = (double) coarse.factor() * TileGrid.LATTICE;
        Geometry gap = Polygons.difference(coarse.shape(), fine.buffer(sample));
        boolean open = gap.getArea() > GAP * coarse.shape().getArea();
        ObjectGroup first = pieces.get(0);
        Geometry shape = open
                ? Polygons.union(List.of(fine, Polygons.intersection(coarse.shape(), gap.buffer(2 * sample))), FACTORY)
                : fine;
        first.complete(shape, pieces.size() > 1 || open);
        dropped.add(coarse);
        dropped.addAll(pieces.subList(1, pieces.size()));
    }

    private static double extent(ObjectGroup group) {
        var box = group.shape().getEnvelopeInternal();
        return Math.max(box.getWidth(), box.getHeight());
    }
}
