package org.scorewps.process.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.vector.Instance;

/**
 * Makes one object of the parts that overlapping tiles show of it, while tiles come from the top of a scene to its
 * bottom. What no tile to come can change is given on at once and forgotten, so memory depends on what two rows of tiles
 * show, and not on the length of the scene. To be used by one thread.
 *
 * <p>Parts of the same class belong together when they cover the same of what both tiles see: more than half of the
 * smaller one. A tile that sees an object whole decides on its outline; what no tile sees whole is put together from the
 * logits of all ({@link MaskBlender}). What is larger than a tile is found at reduced resolution. Neighbours
 * share their borders, also those that different tiles have decided on ({@link NeighbourBorders}).
 */
public final class InstanceMerger {
    private final NeighbourBorders borders;
    private final Runnable checkpoint;
    private final int tileSize;
    private final List<TileParts> tiles = new ArrayList<>();
    private final IdentityHashMap<Part, Component> components = new IdentityHashMap<>();

    private double finishedAbove = Double.NEGATIVE_INFINITY;

    private record TileParts(PyramidTile tile, List<Part> parts) {}

    /** Parts that are linked with each other, directly or through others. */
    private static final class Component {
        private final List<Part> parts = new ArrayList<>();
        private final List<Link> links = new ArrayList<>();
        private double bottom;

        Component(Part part) {
            parts.add(part);
            bottom = part.box().getMaxY();
        }

        void join(Component other) {
            parts.addAll(other.parts);
            links.addAll(other.links);
            bottom = Math.max(bottom, other.bottom);
        }
    }

    /**
     * @param tileSize side of a tile: what is larger is taken from reduced resolution when no tile shows a piece of it
     * @param finished takes each object once
     * @param checkpoint is run now and then, and ends the work by what it throws
     */
    public InstanceMerger(int tileSize, Consumer<Instance> finished, Runnable checkpoint) {
        this.tileSize = tileSize;
        borders = new NeighbourBorders(finished);
        this.checkpoint = checkpoint;
    }

    /**
     * Takes the parts of a tile.
     *
     * @param tile its upper edge is not above that of any tile before
     */
    public void add(PyramidTile tile, List<Part> parts) {
        finishAbove(tile.extent().y());
        if (parts.isEmpty()) {
            return;
        }
        parts.forEach(part -> components.put(part, new Component(part)));
        for (TileParts other : tiles) {
            if (other.tile().extent().overlaps(tile.extent())) {
                checkpoint.run();
                link(other.parts(), parts);
            }
        }
        tiles.add(new TileParts(tile, List.copyOf(parts)));
    }

    /** How many parts wait for others. */
    public int waiting() {
        return components.size();
    }

    /** Gives on all that is left. */
    public void finish() {
        finishAbove(Double.POSITIVE_INFINITY);
    }

    private void link(List<Part> earlier, List<Part> parts) {
        for (Part part : parts) {
            for (Part other : earlier) {
                if (components.containsKey(other)) {
                    Link.between(other, part).ifPresent(this::join);
                }
            }
        }
    }

    private void join(Link link) {
        Component first = components.get(link.first());
        Component second = components.get(link.second());
        if (first != second) {
            Component large = first.parts.size() >= second.parts.size() ? first : second;
            Component small = large == first ? second : first;
            large.join(small);
            small.parts.forEach(part -> components.put(part, large));
        }
        components.get(link.first()).links.add(link);
    }

    private void finishAbove(double y) {
        if (y == finishedAbove) {
            return;
        }
        finishedAbove = y;
        tiles.removeIf(tile -> tile.tile().extent().bottom() <= y);
        Set<Component> done = new LinkedHashSet<>();
        for (Iterator<Component> all = components.values().iterator(); all.hasNext(); ) {
            Component component = all.next();
            if (component.bottom <= y) {
                done.add(component);
                all.remove();
            }
        }
        for (Component component : done) {
            checkpoint.run();
            resolve(component).forEach(borders::add);
        }
        // by parts: the box around a long diagonal road would keep half of a scene waiting
        borders.release(components.keySet().stream().map(Part::box).toList(), checkpoint);
    }

    private Collection<Instance> resolve(Component component) {
        return ObjectResolver.resolve(component.parts, component.links, tileSize);
    }
}
