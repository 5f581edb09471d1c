package org.scorewps.standalone.wps.http;

import java.io.IOException;
import java.util.List;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.process.OfferedProcess;
import org.scorewps.standalone.wps.xml.EmbeddedData;
import org.scorewps.standalone.wps.xml.WpsXml;

/** Answers GetCapabilities and DescribeProcess. */
final class MetadataOperations {
    private final WpsService service;

    MetadataOperations(WpsService service) {
        this.service = service;
    }

    /** @param versions that the client accepts; none means any */
    void capabilities(List<String> versions, String url, Responder responder) throws IOException {
        if (!versions.isEmpty()
                && versions.stream().noneMatch(version -> version.trim().equals(WpsXml.VERSION))) {
            throw new WpsException(
                    ExceptionCode.VERSION_NEGOTIATION_FAILED,
                    "AcceptVersions",
                    "only version " + WpsXml.VERSION + " is spoken here");
        }
        responder.document(service.capabilities().build(url), new EmbeddedData());
    }

    /** @param identifiers of processes; {@code all} among them means all */
    void describe(List<String> identifiers, Responder responder) throws IOException {
        if (identifiers.isEmpty()) {
            throw WpsException.missing("identifier", "the parameter identifier is missing");
        }
        final boolean all = identifiers.stream().anyMatch(id -> id.trim().equalsIgnoreCase("all"));
        final List<OfferedProcess> processes = all
                ? List.copyOf(service.catalog().all())
                : identifiers.stream().map(service.catalog()::get).toList();
        responder.document(service.describer().describe(processes), new EmbeddedData());
    }
}
