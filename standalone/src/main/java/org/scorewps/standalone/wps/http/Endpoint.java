package org.scorewps.standalone.wps.http;

import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/** The address of the WPS, as the client of a request knows it. */
final class Endpoint {
    private static final String PATH = "/wps";

    private final Optional<URI> publicUrl;

    /**
     * Addresses of one server.
     *
     * @param publicUrl the server's root for everybody, when the request's own is not good enough
     */
    Endpoint(Optional<URI> publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** {@code /wps} and {@code /ows}, also below the path where a client expects a GeoServer. */
    static boolean isWps(String path) {
        return path.equals(PATH)
                || path.equals("/ows")
                || path.equals("/geoserver/wps")
                || path.equals("/geoserver/ows");
    }

    String of(Request request) {
        if (publicUrl.isPresent()) {
            return publicUrl.get().toString().replaceAll("/+$", "") + PATH;
        }
        final HttpURI uri = request.getHttpURI();
        final String authority = uri.getAuthority() == null
                ? Request.getServerName(request) + ":" + Request.getServerPort(request)
                : uri.getAuthority();
        return uri.getScheme() + "://" + authority + Request.getPathInContext(request);
    }
}
