package org.scorewps.standalone.wps.data;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.NoSuchAuthorityCodeException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/** The ways to name a CRS, and the order of axes that each implies. */
final class SrsNames {
    private static final Pattern CODE = Pattern.compile("(?:.*[:/#])?(\\d{4,6})");

    private SrsNames() {}

    /**
     * The EPSG code at the end of a name; CRS84 counts as 4326.
     *
     * @throws NoSuchAuthorityCodeException when there is none
     */
    static int epsgCode(String name) throws NoSuchAuthorityCodeException {
        if (name.trim().toUpperCase(Locale.ROOT).endsWith("CRS84")) {
            return 4326;
        }
        final Matcher code = CODE.matcher(name.trim());
        if (!code.matches()) {
            throw new NoSuchAuthorityCodeException("not the name of an EPSG CRS", "EPSG", name);
        }
        return Integer.parseInt(code.group(1));
    }

    /**
     * The CRS with its axes as the name's form has it: URNs and {@code /def/crs/} addresses keep the registry's order, the
     * short and the older forms are easting first.
     */
    static CoordinateReferenceSystem decode(String name) throws FactoryException {
        if (name.trim().toUpperCase(Locale.ROOT).endsWith("CRS84")) {
            return DefaultGeographicCRS.WGS84;
        }
        final boolean registryOrder = name.trim().startsWith("urn:") || name.contains("/def/crs/");
        if (!CODE.matcher(name.trim()).matches()) {
            // another authority's
            return CRS.decode(name.trim(), !registryOrder);
        }
        final int code = epsgCode(name);
        return registryOrder ? CRS.decode("urn:ogc:def:crs:EPSG::" + code) : CRS.decode("EPSG:" + code, true);
    }
}
