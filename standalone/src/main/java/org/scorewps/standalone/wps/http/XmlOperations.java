package org.scorewps.standalone.wps.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.opengis.ows.v_1_1_0.CodeType;
import net.opengis.wps.v_1_0_0.DescribeProcess;
import net.opengis.wps.v_1_0_0.Execute;
import net.opengis.wps.v_1_0_0.GetCapabilities;
import org.eclipse.jetty.server.Request;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.process.OfferedProcess;
import org.scorewps.standalone.wps.storage.LimitedInputStream;
import org.scorewps.standalone.wps.storage.WorkFolder;
import org.scorewps.standalone.wps.xml.EmbeddedData;

/** Answers requests that are XML documents. */
final class XmlOperations {
    private final WpsService service;
    private final MetadataOperations metadata;
    private final ExecuteOperation execute;

    XmlOperations(WpsService service, MetadataOperations metadata, ExecuteOperation execute) {
        this.service = service;
        this.metadata = metadata;
        this.execute = execute;
    }

    /** Reads the request's document, and does what it says. */
    void answer(Request request, String url, Responder responder) throws IOException {
        final long limit = service.settings().limits().requestBytes();
        if (request.getLength() > limit) {
            throw new WpsException(
                    ExceptionCode.FILE_SIZE_EXCEEDED,
                    "",
                    "the request is larger than the " + limit + " bytes that are allowed");
        }
        final WorkFolder folder = service.newFolder();
        final EmbeddedData data = new EmbeddedData();
        boolean executing = false;
        try (InputStream body = new LimitedInputStream(Request.asInputStream(request), "the request", limit)) {
            final Object document = service.xml().read(body, folder, data);
            if (document instanceof GetCapabilities get) {
                final List<String> versions =
                        get.isSetAcceptVersions() ? get.getAcceptVersions().getVersion() : List.of();
                metadata.capabilities(versions, url, responder);
            } else if (document instanceof DescribeProcess describe) {
                metadata.describe(
                        describe.getIdentifier().stream()
                                .map(CodeType::getValue)
                                .toList(),
                        responder);
            } else if (document instanceof Execute wanted) {
                if (!wanted.isSetIdentifier() || wanted.getIdentifier().getValue() == null) {
                    throw WpsException.missing("identifier", "the request names no process");
                }
                final OfferedProcess process =
                        service.catalog().get(wanted.getIdentifier().getValue());
                executing = true;
                execute.answer(process, wanted, data, folder, url, new DisconnectProbe(request), responder);
            } else {
                throw new WpsException(
                        ExceptionCode.OPERATION_NOT_SUPPORTED, "request", "not a WPS 1.0.0 request document");
            }
        } finally {
            if (!executing) {
                folder.close();
            }
        }
    }
}
