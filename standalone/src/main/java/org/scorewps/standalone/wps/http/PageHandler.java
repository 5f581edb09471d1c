package org.scorewps.standalone.wps.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The pages besides the WPS: {@code /}, its style, and {@code /health}. */
final class PageHandler extends Handler.Abstract {
    private static final Map<String, String> TYPES = Map.of(
            "/index.html", "text/html; charset=utf-8",
            "/style.css", "text/css; charset=utf-8");

    private final WpsService service;

    PageHandler(WpsService service) {
        this.service = service;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        final boolean get = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        final String path = Request.getPathInContext(request);
        final String page = path.equals("/") ? "/index.html" : path;
        if (!get || !(page.equals("/health") || TYPES.containsKey(page))) {
            return false;
        }
        final Responder responder = new Responder(service.xml(), response);
        try {
            if (page.equals("/health")) {
                responder.text(
                        "application/json",
                        "{\"status\":\"up\",\"processes\":"
                                + service.catalog().all().size() + ",\"jobs\":"
                                + service.jobs().active() + "}");
            } else {
                responder.text(TYPES.get(page), resource(page));
            }
            callback.succeeded();
        } catch (IOException e) {
            callback.failed(e);
        }
        return true;
    }

    private static String resource(String page) {
        try (InputStream in = PageHandler.class.getResourceAsStream("/web" + page)) {
            if (in == null) {
                throw new IllegalStateException("the resource /web" + page + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
