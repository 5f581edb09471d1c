package org.scorewps.standalone.io;

/** The two flavours of GML that WFS, and after it WPS, hands out as a feature collection. */
public enum GmlVersion {
    /** GML 2.1.2 in a WFS 1.0 collection: easting first, whatever the EPSG registry says. */
    GML2("text/xml; subtype=wfs-collection/1.0", "http://www.opengis.net/gml/srs/epsg.xml#"),
    /** GML 3.1.1 in a WFS 1.1 collection: axes in the EPSG registry's order. */
    GML3("text/xml; subtype=wfs-collection/1.1", "urn:ogc:def:crs:EPSG::");

    private final String mimeType;
    private final String srsPrefix;

    GmlVersion(String mimeType, String srsPrefix) {
        this.mimeType = mimeType;
        this.srsPrefix = srsPrefix;
    }

    /** The media type, as GeoServer spells it. */
    public String mimeType() {
        return mimeType;
    }

    String srsName(int epsgCode) {
        return srsPrefix + epsgCode;
    }
}
