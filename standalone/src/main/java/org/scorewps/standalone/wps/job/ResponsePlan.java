package org.scorewps.standalone.wps.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.opengis.wps.v_1_0_0.DocumentOutputDefinitionType;
import net.opengis.wps.v_1_0_0.OutputDefinitionType;
import net.opengis.wps.v_1_0_0.ResponseDocumentType;
import net.opengis.wps.v_1_0_0.ResponseFormType;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.data.ComplexFormat;
import org.scorewps.standalone.wps.data.ComplexWriter;
import org.scorewps.standalone.wps.process.DataKind;
import org.scorewps.standalone.wps.process.OfferedProcess;
import org.scorewps.standalone.wps.process.OutputSpec;

/**
 * What the client wants back (WPS 1.0.0, clause 10.2.2).
 *
 * @param raw one output as it is, without a document
 * @param store keep the response at an address of its own
 * @param status answer at once, and keep that response up to date
 * @param lineage repeat the request in the response
 */
public record ResponsePlan(boolean raw, boolean store, boolean status, boolean lineage, List<Output> outputs) {

    /**
     * One output that is wanted.
     *
     * @param writer of a complex output
     * @param asReference give its address instead of the data
     */
    public record Output(OutputSpec spec, Optional<ComplexWriter> writer, boolean asReference) {
        /** The media type of the data, outside of a document. */
        public String mimeType() {
            return writer.map(complex -> complex.format().mimeType()).orElse("text/plain");
        }

        /** A file's name for the data. */
        public String fileName() {
            return spec.id() + "." + extension();
        }

        String extension() {
            return writer.map(complex -> complex.format().extension()).orElse("txt");
        }
    }

    /**
     * The plan for a request.
     *
     * @param form null when the request says nothing: all outputs in a document
     * @throws WpsException InvalidParameterValue for unknown outputs and formats
     */
    public static ResponsePlan of(OfferedProcess process, ResponseFormType form) {
        if (form != null && form.isSetRawDataOutput()) {
            return new ResponsePlan(
                    true, false, false, false, List.of(output(process, form.getRawDataOutput(), false)));
        }
        final ResponseDocumentType document =
                form != null && form.isSetResponseDocument() ? form.getResponseDocument() : new ResponseDocumentType();
        final List<Output> outputs = new ArrayList<>();
        for (DocumentOutputDefinitionType wanted : document.getOutput()) {
            outputs.add(output(process, wanted, wanted.isSetAsReference() && wanted.isAsReference()));
        }
        if (outputs.isEmpty()) {
            process.outputs().forEach(spec -> outputs.add(new Output(spec, writer(spec, null, null), false)));
        }
        final boolean store = document.isSetStoreExecuteResponse() && document.isStoreExecuteResponse();
        final boolean status = document.isSetStatus() && document.isStatus();
        if (status && !store) {
            throw WpsException.invalid("storeExecuteResponse", "status=true needs storeExecuteResponse=true");
        }
        return new ResponsePlan(false, store, status, document.isSetLineage() && document.isLineage(), outputs);
    }

    /** Whether anything of the response can be asked for later. */
    public boolean keeps() {
        return store || outputs.stream().anyMatch(Output::asReference);
    }

    private static Output output(OfferedProcess process, OutputDefinitionType wanted, boolean asReference) {
        if (!wanted.isSetIdentifier()) {
            throw new WpsException(
                    ExceptionCode.MISSING_PARAMETER_VALUE, "Identifier", "an output without an identifier");
        }
        final String id = wanted.getIdentifier().getValue().trim();
        final OutputSpec spec = process.output(id)
                .orElseThrow(() -> WpsException.invalid(
                        id,
                        process.id() + " has no output " + id + ", only "
                                + String.join(
                                        ", ",
                                        process.outputs().stream()
                                                .map(OutputSpec::id)
                                                .toList())));
        return new Output(spec, writer(spec, wanted.getMimeType(), wanted.getEncoding()), asReference);
    }

    private static Optional<ComplexWriter> writer(OutputSpec spec, String mimeType, String encoding) {
        if (spec.kind() != DataKind.COMPLEX) {
            return Optional.empty();
        }
        final ComplexWriter writer = mimeType == null || mimeType.isBlank()
                ? spec.writers().get(0)
                : spec.writers().stream()
                        .filter(candidate -> candidate.format().matches(mimeType))
                        .findFirst()
                        .orElseThrow(() -> WpsException.invalid(
                                spec.id(),
                                spec.id() + " can't be written as " + mimeType + ", only as "
                                        + String.join(
                                                ", ",
                                                spec.writers().stream()
                                                        .map(ComplexWriter::format)
                                                        .map(ComplexFormat::mimeType)
                                                        .toList())));
        if (ComplexFormat.BASE64.equalsIgnoreCase(encoding) && !writer.format().binary()) {
            throw WpsException.invalid(spec.id(), writer.format().mimeType() + " is not encoded in base64");
        }
        return Optional.of(writer);
    }
}
