package org.scorewps.process.scene;

/**
 * Lengths and areas on the WGS 84 ellipsoid. Formulas from Snyder, Map Projections: A Working Manual (USGS Professional
 * Paper 1395, 1987).
 */
public final class GroundMetric {
    /** Semi-major axis, metres. */
    public static final double SEMI_MAJOR = 6378137.0;

    private static final double FLATTENING = 1 / 298.257223563;
    private static final double E2 = FLATTENING * (2 - FLATTENING);
    private static final double E = Math.sqrt(E2);

    private GroundMetric() {}

    /**
     * Distance of two near points, metres, with the radii of curvature half-way (Snyder's equations 4-18 and 4-20).
     * Good to a millionth for some kilometres.
     *
     * @param longitude1 degrees, like the others
     */
    public static double distance(double longitude1, double latitude1, double longitude2, double latitude2) {
        double phi = Math.toRadians((latitude1 + latitude2) / 2);
        double w = 1 - E2 * Math.sin(phi) * Math.sin(phi);
        double meridian = SEMI_MAJOR * (1 - E2) / Math.pow(w, 1.5);
        double parallel = SEMI_MAJOR / Math.sqrt(w) * Math.cos(phi);
        double lambda = Math.toRadians(Math.IEEEremainder(longitude2 - longitude1, 360));
        return Math.hypot(parallel * lambda, meridian * Math.toRadians(latitude2 - latitude1));
    }

    /**
     * Ordinate of the ellipsoid's cylindrical equal-area projection with the equator as standard parallel, metres
     * (Snyder's equations 3-12 and 10-15). With the abscissa {@link #equalAreaX} planar areas are areas on the ground.
     */
    public static double equalAreaY(double latitude) {
        double sine = Math.sin(Math.toRadians(latitude));
        double q = (1 - E2) * (sine / (1 - E2 * sine * sine) + Math.log((1 + E * sine) / (1 - E * sine)) / (2 * E));
        return SEMI_MAJOR * q / 2;
    }

    /**
     * A place on the ellipsoid in geocentric coordinates, metres (method 9602 of IOGP's Guidance Note 7-2).
     *
     * @param longitude degrees
     * @param latitude degrees
     * @return x towards the prime meridian, y towards 90 degrees east, z towards the north pole
     */
    static double[] geocentric(double longitude, double latitude) {
        double lambda = Math.toRadians(longitude);
        double phi = Math.toRadians(latitude);
        double normal = SEMI_MAJOR / Math.sqrt(1 - E2 * Math.sin(phi) * Math.sin(phi));
        return new double[] {
            normal * Math.cos(phi) * Math.cos(lambda),
            normal * Math.cos(phi) * Math.sin(lambda),
            normal * (1 - E2) * Math.sin(phi)
        };
    }

    /** Abscissa of the same projection, metres, from a longitude relative to any meridian, degrees. */
    public static double equalAreaX(double longitude) {
        return SEMI_MAJOR * Math.toRadians(longitude);
    }
}
