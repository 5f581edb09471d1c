package org.scorewps.standalone.wps;

import java.util.logging.Level;
import java.util.logging.Logger;

/** How GeoTools behaves in this program: like inside GeoServer. */
public final class GeoToolsSetup {
    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    private GeoToolsSetup() {}

    /**
     * Makes {@code EPSG:4326} mean longitude first, as GeoServer does, while URNs keep the registry's order of axes; and
     * keeps GeoTools and its imaging libraries quiet below warnings, Jetty below errors. Must be called before the first CRS is made.
     */
    public static void apply() {
        System.setProperty("org.geotools.referencing.forceXY", "true");
        if (System.getProperty("java.util.logging.config.file") == null) {
            Logger.getLogger("").setLevel(Level.WARNING);
            // clients that break off are no news
            JETTY.setLevel(Level.SEVERE);
        }
    }
}
