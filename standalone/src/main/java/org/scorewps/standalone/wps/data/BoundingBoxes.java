package org.scorewps.standalone.wps.data;

import java.util.List;
import net.opengis.ows.v_1_1_0.BoundingBoxType;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Envelope;
import org.scorewps.standalone.wps.WpsException;

/** Bounding boxes of OWS 1.1; one without a CRS is in WGS84, longitude first. */
public final class BoundingBoxes {
    private BoundingBoxes() {}

    /**
     * The box that a client wrote.
     *
     * @throws WpsException InvalidParameterValue when corners or CRS can't be used
     */
    public static ReferencedEnvelope envelope(String input, BoundingBoxType box) {
        final List<Double> lower = box.getLowerCorner();
        final List<Double> upper = box.getUpperCorner();
        if (lower.size() < 2 || upper.size() < 2) {
            throw WpsException.invalid(input, input + ": a bounding box has two corners of two numbers each");
        }
        for (Double value : List.of(lower.get(0), lower.get(1), upper.get(0), upper.get(1))) {
            if (!Double.isFinite(value)) {
                throw WpsException.invalid(input, input + ": a corner is not a finite number");
            }
        }
        return new ReferencedEnvelope(lower.get(0), upper.get(0), lower.get(1), upper.get(1), crs(input, box.getCrs()));
    }

    private static CoordinateReferenceSystem crs(String input, String name) {
        try {
            return name == null || name.isBlank() ? DefaultGeographicCRS.WGS84 : SrsNames.decode(name);
        } catch (FactoryException e) {
            throw WpsException.invalid(input, input + ": an unknown CRS: " + name);
        }
    }

    /** A result as the document shows it. */
    public static BoundingBoxType box(Envelope envelope) {
        final BoundingBoxType box = new BoundingBoxType();
        box.getLowerCorner().addAll(List.of(envelope.getMinX(), envelope.getMinY()));
        box.getUpperCorner().addAll(List.of(envelope.getMaxX(), envelope.getMaxY()));
        if (envelope instanceof ReferencedEnvelope referenced && referenced.getCoordinateReferenceSystem() != null) {
            box.setCrs(LiteralType.print(referenced.getCoordinateReferenceSystem()));
        }
        return box;
    }
}
