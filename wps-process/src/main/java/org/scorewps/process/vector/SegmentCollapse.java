package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.geom.Coordinate;

/**
 * Simplifies a line and keeps the area on both of its sides: again and again the two ends B, C of an inner segment are
 * replaced by one vertex E, so that A-E-D encloses as much with A-D as A-B-C-D did (Kronenfeld, Stanislawski,
 * Buttenfield and Brockmeyer, "Simplification of polylines by segment collapse: minimizing areal displacement while
 * preserving area", International Journal of Cartography 6, 2020). The segment whose collapse moves the line least goes
 * first; the line never moves farther than the tolerance in sum.
 *
 * <p>The ends stay where they are, and the result doesn't depend on the direction: a border comes out the same for both
 * objects that share it.
 */
final class SegmentCollapse {
    private final double tolerance;
    private final Veto veto;
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

    /** @param tolerance how far the line may move */
    SegmentCollapse(double tolerance, Veto veto) {
        this.tolerance = tolerance;
        this.veto = veto;
    }

    /** Says which collapses must not be, because of what lies near the line. */
    interface Veto {
        /** Forbids nothing. */
        Veto NONE = (a, b, c, d, e) -> true;

        /**
         * Whether A-B-C-D may become A-E-D. When it may, it will.
         *
         */
        boolean allows(Coordinate a, Coordinate b, Coordinate c, Coordinate d, Coordinate e);
    }

    /** A vertex of the line as far as it is simplified. */
    private static final class Node {
        private final Coordinate place;
        private Node previous;
        private Node next;
        /** How far the segment to the next vertex has moved. */
        private double moved;

        private boolean gone;

        Node(Coordinate place) {
            this.place = place;
        }
    }

    private record Candidate(Node a, Node b, Node c, Node d, Coordinate vertex, double error)
            implements Comparable<Candidate> {
        /** By error; equal ones by place, so that there is one order. */
        @Override
        public int compareTo(Candidate other) {
            int order = Double.compare(error, other.error);
            return order == 0 ? vertex.compareTo(other.vertex) : order;
        }

        boolean stale() {
            return b.gone || c.gone || b.previous != a || b.next != c || c.next != d;
        }
    }

    /**
     * Simplifies.
     *
     * @param line at least two vertices; when the first is the last, a ring that keeps this vertex
     * @return the same ends, and never fewer than one vertex between them when there was one (two in a ring)
     */
    List<Coordinate> simplify(List<Coordinate> line) {
        boolean reversed = reversed(line);
        Node first = link(reversed ? backwards(line) : line);
        for (Node node = first; node != null; node = node.next) {
            offer(node);
        }
        while (!queue.isEmpty()) {
            Candidate candidate = queue.remove();
            if (!candidate.stale() && allowed(candidate)) {
                collapse(candidate);
            }
        }
        List<Coordinate> result = new ArrayList<>();
        for (Node node = first; node != null; node = node.next) {
            result.add(node.place);
        }
        return reversed ? backwards(result) : result;
    }

    private boolean allowed(Candidate candidate) {
        return veto.allows(
                candidate.a().place, candidate.b().place, candidate.c().place, candidate.d().place, candidate.vertex());
    }

    /** Queues the collapse of the segment that starts at a node, if it may be. */
    private void offer(Node b) {
        if (b == null || b.previous == null || b.next == null || b.next.next == null) {
            return;
        }
        Node a = b.previous;
        Node c = b.next;
        Node d = c.next;
        if (a.place.equals2D(d.place)) {
            return;
        }
        double before = Math.max(a.moved, Math.max(b.moved, c.moved));
        Coordinate e = AreaPreservingVertex.of(a.place, b.place, c.place, d.place);
        double error = before + distance(a.place, b.place, c.place, d.place, e);
        if (error <= tolerance) {
            queue.add(new Candidate(a, b, c, d, e, error));
        }
    }

    private void collapse(Candidate candidate) {
        Node e = new Node(candidate.vertex());
        Node a = candidate.a();
        Node d = candidate.d();
        candidate.b().gone = true;
        candidate.c().gone = true;
        a.next = e;
        e.previous = a;
        e.next = d;
        d.previous = e;
        a.moved = candidate.error();
        e.moved = candidate.error();
        offer(a.previous);
        offer(a);
        offer(e);
        offer(d);
    }

    /** How far A-B-C-D and A-E-D are apart. */
    private static double distance(Coordinate a, Coordinate b, Coordinate c, Coordinate d, Coordinate e) {
        double toNew = Math.max(toLine(b, a, e, d), toLine(c, a, e, d));
        return Math.max(toNew, Math.min(toLine(e, a, b, c), Distance.pointToSegment(e, c, d)));
    }

    private static double toLine(Coordinate point, Coordinate start, Coordinate middle, Coordinate end) {
        return Math.min(Distance.pointToSegment(point, start, middle), Distance.pointToSegment(point, middle, end));
    }

    private static Node link(List<Coordinate> line) {
        Node first = new Node(line.get(0));
        Node last = first;
        for (Coordinate place : line.subList(1, line.size())) {
            Node node = new Node(place);
            node.previous = last;
            last.next = node;
            last = node;
        }
        return first;
    }

    /** Whether the line runs against its canonical direction: from the lesser end, or to the lesser second vertex. */
    private static boolean reversed(List<Coordinate> line) {
        for (int i = 0, j = line.size() - 1; i < j; i++, j--) {
            int order = line.get(i).compareTo(line.get(j));
            if (order != 0) {
                return order > 0;
            }
        }
        return false;
    }

    private static List<Coordinate> backwards(List<Coordinate> line) {
        List<Coordinate> backwards = new ArrayList<>(line);
        Collections.reverse(backwards);
        return backwards;
    }
}
