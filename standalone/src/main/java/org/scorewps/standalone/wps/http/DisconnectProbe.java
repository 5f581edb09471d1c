package org.scorewps.standalone.wps.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/**
 * Notices that a client has gone while its request is being worked on. Over HTTP/1.1 nobody reads the connection in the
 * meantime, so the end of the stream has to be looked for.
 */
final class DisconnectProbe {
    private final Connection connection;
    private boolean pipelined;

    DisconnectProbe(Request request) {
        connection = request.getConnectionMetaData().getConnection();
    }

    /** Whether the client has closed its side. The request's body must have been read to its end. */
    boolean clientGone() {
        final EndPoint endPoint = connection.getEndPoint();
        if (pipelined) {
            return !endPoint.isOpen();
        }
        final ByteBuffer buffer = ByteBuffer.allocate(1);
        buffer.flip();
        try {
            final int count = endPoint.fill(buffer);
            if (count > 0 && connection instanceof Connection.UpgradeTo http) {
                // the start of the client's next request: put it back, and look no further
                pipelined = true;
                http.onUpgradeTo(buffer);
            }
            return count < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
