package org.scorewps.process.merge;

import java.util.Optional;

/**
 * What two parts of different tiles have to do with each other.
 *
 * @param kind what
 * @param first a part
 * @param second another one
 * @param strength how sure that is, 0..1
 */
record Link(Kind kind, Part first, Part second, double strength) {
    private static final double SAME = 0.5;

    /** Least share of their union: what is nested shares more of the smaller than of both. */
    private static final double NESTED = 0.25;

    private static final double COVERED = 0.4;

    /** Kinds of links. */
    enum Kind {
        /** Both show one object. */
        SAME,
        /** The first, cut by its tile's border, is a piece of the second, which is whole and of another class. */
        COVERED,
        /** The tiles agree on the shape but not on the class. */
        RIVAL,
        /** One lies mostly in the other; both are of the same class, the second is seen at reduced resolution. */
        INSIDE,
        /** The same, but the classes differ. */
        OVERLAID
    }

    /** The link between two parts, if there is one. */
    static Optional<Link> between(Part a, Part b) {
        if (!a.box().intersects(b.box())) {
            return Optional.empty();
        }
        if (a.tile().factor() != b.tile().factor()) {
            return a.tile().factor() < b.tile().factor() ? inside(a, b) : inside(b, a);
        }
        if (a.classIndex() == b.classIndex()) {
            return same(a, b);
        }
        if (a.cut() == b.cut()) {
            return rival(a, b);
        }
        return a.cut() ? covered(a, b) : covered(b, a);
    }

    private static Optional<Link> same(Part a, Part b) {
        // two tiles that see an object whole must mean the same shape; what is cut is compared where both look
        boolean wholes = !a.cut() && !b.cut();
        Agreement agreement = wholes ? Agreement.ofWholes(a, b) : Agreement.inSharedArea(a, b);
        boolean same = wholes
                ? agreement.overUnion() > SAME
                : agreement.overSmaller() > SAME && agreement.overUnion() > NESTED;
        return same ? Optional.of(new Link(Kind.SAME, a, b, agreement.overSmaller())) : Optional.empty();
    }

    private static Optional<Link> rival(Part a, Part b) {
        Agreement agreement = a.cut() ? Agreement.inSharedArea(a, b) : Agreement.ofWholes(a, b);
        return agreement.overUnion() > SAME
                ? Optional.of(new Link(Kind.RIVAL, a, b, agreement.overUnion()))
                : Optional.empty();
    }

    private static Optional<Link> covered(Part cut, Part whole) {
        Agreement agreement = Agreement.inSharedArea(cut, whole);
        return agreement.overSmaller() > SAME && agreement.overUnion() > COVERED
                ? Optional.of(new Link(Kind.COVERED, cut, whole, agreement.overUnion()))
                : Optional.empty();
    }

    private static Optional<Link> inside(Part fine, Part coarse) {
        Kind kind = fine.classIndex() == coarse.classIndex() ? Kind.INSIDE : Kind.OVERLAID;
        double share = Math.max(Agreement.inside(fine, coarse), Agreement.inside(coarse, fine));
        return share > SAME ? Optional.of(new Link(kind, fine, coarse, share)) : Optional.empty();
    }
}
