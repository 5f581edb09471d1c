package org.scorewps.standalone.io;

import java.util.OptionalInt;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;

/**
 * A row of {@code gpkg_spatial_ref_sys}, clause 1.1.2.
 *
 * @param id the key that geometries and layers name
 * @param organization who defines it: {@code EPSG}, {@code NONE}, or ourselves for a definition that EPSG lacks
 * @param code the code within the organization
 * @param definition well-known text
 */
record GeoPackageSrs(String name, int id, String organization, int code, String definition) {
    static final GeoPackageSrs UNDEFINED_CARTESIAN =
            new GeoPackageSrs("Undefined Cartesian SRS", -1, "NONE", -1, "undefined");
    static final GeoPackageSrs UNDEFINED_GEOGRAPHIC =
            new GeoPackageSrs("Undefined geographic SRS", 0, "NONE", 0, "undefined");
    static final GeoPackageSrs WGS84 = new GeoPackageSrs(
            "WGS 84 geodetic",
            4326,
            "EPSG",
            4326,
            "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,"
                    + "AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,"
                    + "AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
                    + "AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]]");
    /** Above all EPSG codes. */
    private static final int CUSTOM = 998_000;

    /** The row for a collection's CRS, which may be null. */
    static GeoPackageSrs of(CoordinateReferenceSystem crs) {
        if (crs == null) {
            return UNDEFINED_CARTESIAN;
        }
        final OptionalInt code = AxisOrders.epsgCode(crs);
        if (code.isPresent() && code.getAsInt() == WGS84.id()) {
            return WGS84;
        }
        final String name = crs.getName().getCode();
        // GeoPackage geometries are easting first; so is the text
        final String text = eastFirst(crs, code).toWKT();
        return code.isPresent()
                ? new GeoPackageSrs(name, code.getAsInt(), "EPSG", code.getAsInt(), text)
                : new GeoPackageSrs(name, CUSTOM, "SCOREWPS", CUSTOM, text);
    }

    private static CoordinateReferenceSystem eastFirst(CoordinateReferenceSystem crs, OptionalInt code) {
        try {
            return code.isPresent() ? CRS.decode("EPSG:" + code.getAsInt(), true) : crs;
        } catch (org.geotools.api.referencing.FactoryException e) {
            return crs;
        }
    }
}
