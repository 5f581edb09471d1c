package org.scorewps.standalone.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/** Geometries as GeoPackage 1.3 stores them, clause 2.1.3: a header with the envelope, then ISO well-known binary. */
final class GeoPackageBinary {
    private static final int HEADER = 8;
    private static final int LITTLE_ENDIAN = 0b0000_0001;
    private static final int ENVELOPE_XY = 0b0000_0010;
    private static final int EMPTY = 0b0001_0000;

    private final int srsId;
    private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN);

    GeoPackageBinary(int srsId) {
        this.srsId = srsId;
    }

    byte[] encode(Geometry geometry) {
        final boolean empty = geometry.isEmpty();
        final byte[] body = wkb.write(geometry);
        final ByteBuffer blob = ByteBuffer.allocate(HEADER + (empty ? 0 : 4 * Double.BYTES) + body.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        blob.put((byte) 'G').put((byte) 'P').put((byte) 0);
        blob.put((byte) (LITTLE_ENDIAN | (empty ? EMPTY : ENVELOPE_XY)));
        blob.putInt(srsId);
        if (!empty) {
            final Envelope box = geometry.getEnvelopeInternal();
            blob.putDouble(box.getMinX()).putDouble(box.getMaxX());
            blob.putDouble(box.getMinY()).putDouble(box.getMaxY());
        }
        return blob.put(body).array();
    }
}
