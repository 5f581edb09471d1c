package org.scorewps.standalone.wps;

import java.util.logging.Level;
import java.util.logging.Logger;

/** How GeoTools behaves in this program: like inside GeoServer. */
public final class GeoToolsSetup {
    private GeoToolsSetup() {}

    /**
     * Makes {@code EPSG:4326} mean longitude first, as GeoServer does, while URNs keep the registry's order of axes; and
     * keeps GeoTools, its imaging libraries and Jetty quiet below warnings. Must be called before the first CRS is made.
     */
    public static void apply() {
        System.setProperty("org.geotools.referencing.forceXY", "true");
        if (System.getProperty("java.util.logging.config.file") == null) {
            Logger.getLogger("").setLevel(Level.WARNING);
        }
    }
}
