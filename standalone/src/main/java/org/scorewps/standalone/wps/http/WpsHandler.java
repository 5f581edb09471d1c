package org.scorewps.standalone.wps.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.opengis.wps.v_1_0_0.Execute;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.process.OfferedProcess;
import org.scorewps.standalone.wps.storage.LimitedInputStream;
import org.scorewps.standalone.wps.storage.SizeLimitException;
import org.scorewps.standalone.wps.storage.WorkFolder;
import org.scorewps.standalone.wps.xml.EmbeddedData;
import org.scorewps.standalone.wps.xml.WpsXml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WPS endpoint: {@code /wps}, or any path that ends so. */
final class WpsHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(WpsHandler.class);

    /** Larger requests are for XML, which is not held in memory. */
    private static final long MAX_FORM = 16L << 20;

    private static final long MAX_DRAINED = 64L << 20;

    private final WpsService service;
    private final Endpoint endpoint;
    private final MetadataOperations metadata;
    private final XmlOperations xml;
    private final ExecuteOperation execute;
    private final JobOperations jobs;

    WpsHandler(WpsService service, Endpoint endpoint) {
        this.service = service;
        this.endpoint = endpoint;
        metadata = new MetadataOperations(service);
        execute = new ExecuteOperation(service);
        xml = new XmlOperations(service, metadata, execute);
        jobs = new JobOperations(service);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Endpoint.isWps(Request.getPathInContext(request))) {
            return false;
        }
        final Responder responder = new Responder(service.xml(), response);
        try {
            try {
                answer(request, responder);
            } catch (WpsException e) {
                drain(request);
                responder.failure(e);
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                LOG.warn("a request could not be answered", e);
                responder.failure(new WpsException(
                        ExceptionCode.NO_APPLICABLE_CODE, "", "the server could not answer this request; see its log"));
            }
            callback.succeeded();
        } catch (IOException | RuntimeException e) {
            // the connection is gone, or part of the response is already: all that can be done is to break it off
            callback.failed(e);
        }
        return true;
    }

    /** Most clients read no answer before they have sent everything; those that send without end are cut off. */
    private static void drain(Request request) {
        final InputStream rest = Request.asInputStream(request);
        final byte[] buffer = new byte[1 << 16];
        long count = 0;
        try {
            for (int n = rest.read(buffer); n >= 0 && count < MAX_DRAINED; n = rest.read(buffer)) {
                count += n;
            }
        } catch (IOException e) {
            LOG.debug("a client broke off", e);
        }
    }

    private void answer(Request request, Responder responder) throws IOException {
        final String url = endpoint.of(request);
        final String method = request.getMethod();
        if (HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method)) {
            kvp(new KvpParameters(request.getHttpURI().getQuery()), url, request, responder);
        } else if (HttpMethod.POST.is(method) && isForm(request)) {
            kvp(new KvpParameters(form(request)), url, request, responder);
        } else if (HttpMethod.POST.is(method)) {
            xml.answer(request, url, responder);
        } else {
            throw new WpsException(
                    ExceptionCode.OPERATION_NOT_SUPPORTED, "", "only GET and POST are understood, not " + method);
        }
    }

    private static boolean isForm(Request request) {
        final String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    /** A query string that is too long for an address. */
    private static String form(Request request) throws IOException {
        try (InputStream body = new LimitedInputStream(Request.asInputStream(request), "the form", MAX_FORM)) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SizeLimitException e) {
            throw new WpsException(ExceptionCode.FILE_SIZE_EXCEEDED, "", e.getMessage());
        }
    }

    private void kvp(KvpParameters parameters, String url, Request request, Responder responder) throws IOException {
        if (!parameters.get("service").equalsIgnoreCase("WPS")) {
            throw WpsException.invalid("service", "this is a WPS, not a " + parameters.get("service"));
        }
        final String operation = parameters.get("request");
        if (!operation.equalsIgnoreCase("GetCapabilities")) {
            parameters.find("version").ifPresent(WpsXml::checkVersion);
        }
        switch (operation.toLowerCase(Locale.ROOT)) {
            case "getcapabilities" -> {
                final List<String> versions = parameters
                        .find("AcceptVersions")
                        .map(list -> List.of(list.split(",", -1)))
                        .orElse(List.of());
                metadata.capabilities(versions, url, responder);
            }
            case "describeprocess" ->
                metadata.describe(List.of(parameters.get("identifier").split(",", -1)), responder);
            case "execute" -> {
                final OfferedProcess process = service.catalog().get(parameters.get("identifier"));
                final WorkFolder folder = service.newFolder();
                final EmbeddedData data = new EmbeddedData();
                final Execute document;
                try {
                    document = new KvpExecute(process, folder, data).document(parameters);
                } catch (IOException | RuntimeException e) {
                    folder.close();
                    throw e;
                }
                execute.answer(process, document, data, folder, url, new DisconnectProbe(request), responder);
            }
            case "getexecutionstatus" -> jobs.status(parameters, url, responder);
            case "getexecutionresult" -> jobs.result(parameters, responder);
            case "dismiss" -> jobs.dismiss(parameters, url, responder);
            default ->
                throw new WpsException(
                        ExceptionCode.OPERATION_NOT_SUPPORTED, "request", "no such operation: " + operation);
        }
    }
}
