package org.scorewps.standalone.wps.process;

import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Envelope;

/** The three kinds of data of WPS 1.0.0. */
public enum DataKind {
    LITERAL,
    BOUNDING_BOX,
    COMPLEX;

    static boolean isBoundingBox(Class<?> type) {
        return type == ReferencedEnvelope.class || type == Envelope.class;
    }
}
