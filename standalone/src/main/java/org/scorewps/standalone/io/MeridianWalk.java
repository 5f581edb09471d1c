package org.scorewps.standalone.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/** Follows lines round the Earth and cuts them where they cross the 180th meridian. */
final class MeridianWalk {
    private static final double HALF = 180;
    private static final double TURN = 360;

    /** The ends of a shorter line, in degrees of longitude, tell which way it goes. */
    private static final double CLEAR = 90;

    /** A longer one is followed in so many steps. */
    private static final int STEPS = 16;

    private final GeometryProjector projector;

    /** @param projector from the lines' CRS to longitude and latitude */
    MeridianWalk(GeometryProjector projector) {
        this.projector = projector;
    }

    /** A longitude in -180..180; 180 rather than -180. */
    static double normal(double longitude) {
        return longitude - TURN * Math.ceil((longitude - HALF) / TURN);
    }

    /**
     * The pieces of a line between its crossings of the meridian. One that ends at 180 degrees is followed by one that
     * starts at -180 in the same latitude, or the other way round. A vertex on the meridian belongs to its western side.
     *
     * @param source the line in its own CRS
     * @param projected the same in longitude and latitude, vertex by vertex
     */
    List<List<Coordinate>> along(Coordinate[] source, Coordinate[] projected) throws IOException {
        final List<List<Coordinate>> parts = new ArrayList<>();
        List<Coordinate> part = new ArrayList<>();
        parts.add(part);
        Coordinate at = normal(projected[0]);
        part.add(at);
        double longitude = projected[0].x;
        long turn = turns(longitude, at);
        for (int i = 1; i < projected.length; i++) {
            longitude += way(source[i - 1], source[i], projected[i - 1].x, projected[i].x);
            final Coordinate next = normal(projected[i]);
            final long turns = turns(longitude, next) - turn;
            final boolean east = turns > 0;
            for (long j = 0; j < Math.abs(turns); j++) {
                final double latitude =
                        east ? crossing(at, next, turns, j) : crossing(next, at, -turns, -turns - 1 - j);
                add(part, new Coordinate(east ? HALF : -HALF, latitude));
                part = new ArrayList<>();
                parts.add(part);
                part.add(new Coordinate(east ? -HALF : HALF, latitude));
            }
            add(part, next);
            at = next;
            turn += turns;
        }
        return parts;
    }

    private static void add(List<Coordinate> part, Coordinate place) {
        if (!place.equals2D(part.get(part.size() - 1))) {
            part.add(place);
        }
    }

    private static Coordinate normal(Coordinate place) {
        final Coordinate normal = place.copy();
        normal.x = normal(place.x);
        return normal;
    }

    /** How often the way to a longitude went round the Earth. */
    private static long turns(double longitude, Coordinate normal) {
        return Math.round((longitude - normal.x) / TURN);
    }

    /** The latitude of a line's crossing, always reckoned from its western end. */
    private static double crossing(Coordinate west, Coordinate east, long turns, long number) {
        final double share = (HALF - west.x + TURN * number) / (east.x - west.x + TURN * turns);
        return west.y + share * (east.y - west.y);
    }

    /** How far east a line leads, which its ends tell but for whole turns. */
    private double way(Coordinate source, Coordinate target, double from, double to) throws IOException {
        if (Math.abs(to - from) <= CLEAR) {
            return to - from;
        }
        double way = 0;
        double before = from;
        for (int step = 1; step <= STEPS; step++) {
            final double share = step / (double) STEPS;
            final double here = step == STEPS
                    ? to
                    : projector.project(new Coordinate(
                                    source.x + share * (target.x - source.x), source.y + share * (target.y - source.y)))
                            .x;
            way += Math.IEEEremainder(here - before, TURN);
            before = here;
        }
        return to - from + TURN * Math.rint((way - (to - from)) / TURN);
    }
}
