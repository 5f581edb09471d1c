package org.scorewps.standalone.wps.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.opengis.ows.v_1_1_0.BoundingBoxType;
import net.opengis.wps.v_1_0_0.ComplexDataType;
import net.opengis.wps.v_1_0_0.DataInputsType;
import net.opengis.wps.v_1_0_0.DataType;
import net.opengis.wps.v_1_0_0.DocumentOutputDefinitionType;
import net.opengis.wps.v_1_0_0.Execute;
import net.opengis.wps.v_1_0_0.InputReferenceType;
import net.opengis.wps.v_1_0_0.InputType;
import net.opengis.wps.v_1_0_0.LiteralDataType;
import net.opengis.wps.v_1_0_0.OutputDefinitionType;
import net.opengis.wps.v_1_0_0.ResponseDocumentType;
import net.opengis.wps.v_1_0_0.ResponseFormType;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.process.InputSpec;
import org.scorewps.standalone.wps.process.OfferedProcess;
import org.scorewps.standalone.wps.process.OwsTexts;
import org.scorewps.standalone.wps.storage.WorkFolder;
import org.scorewps.standalone.wps.xml.EmbeddedData;

/** Writes an Execute query string as the document that an XML client would have sent. */
final class KvpExecute {
    private final OfferedProcess process;
    private final WorkFolder folder;
    private final EmbeddedData data;

    KvpExecute(OfferedProcess process, WorkFolder folder, EmbeddedData data) {
        this.process = process;
        this.folder = folder;
        this.data = data;
    }

    Execute document(KvpParameters parameters) throws IOException {
        final Execute execute = new Execute();
        execute.setIdentifier(OwsTexts.code(process.id()));
        final DataInputsType inputs = new DataInputsType();
        for (KvpItem item : KvpItem.list(parameters.find("DataInputs").orElse(""), id -> process.input(id)
                .isPresent())) {
            inputs.getInput().add(input(item));
        }
        if (inputs.isSetInput()) {
            execute.setDataInputs(inputs);
        }
        execute.setResponseForm(form(parameters));
        return execute;
    }

    private InputType input(KvpItem item) throws IOException {
        final InputSpec spec = process.input(item.id())
                .orElseThrow(() -> WpsException.invalid(item.id(), process.id() + " has no input " + item.id()));
        final InputType input = new InputType();
        input.setIdentifier(OwsTexts.code(item.id()));
        final String href = item.attributes().get("href");
        if (href != null) {
            final InputReferenceType reference = new InputReferenceType();
            reference.setHref(href);
            reference.setMimeType(mimeType(item));
            reference.setEncoding(item.attributes().get("encoding"));
            input.setReference(reference);
            return input;
        }
        final DataType value = new DataType();
        switch (spec.kind()) {
            case LITERAL -> {
                final LiteralDataType literal = new LiteralDataType();
                literal.setValue(item.value());
                value.setLiteralData(literal);
            }
            case BOUNDING_BOX -> value.setBoundingBoxData(box(item));
            case COMPLEX -> value.setComplexData(complex(item));
        }
        input.setData(value);
        return input;
    }

    private ComplexDataType complex(KvpItem item) throws IOException {
        final WorkFolder.Entry entry = folder.create(WorkFolder.Purpose.REQUEST, "txt");
        try (OutputStream out = entry.open()) {
            out.write(item.value().getBytes(StandardCharsets.UTF_8));
        }
        final ComplexDataType complex = new ComplexDataType();
        complex.setMimeType(mimeType(item));
        complex.setEncoding(item.attributes().get("encoding"));
        complex.setSchema(item.attributes().get("schema"));
        complex.getContent().add(data.add(entry.file(), EmbeddedData.Form.TEXT));
        return complex;
    }

    /** OWS Common 1.1, clause 10.2.3: lower corner, upper corner, CRS. */
    private static BoundingBoxType box(KvpItem item) {
        final String[] parts = item.value().split(",", -1);
        final BoundingBoxType box = new BoundingBoxType();
        try {
            for (int i = 0; i < 4; i++) {
                (i < 2 ? box.getLowerCorner() : box.getUpperCorner()).add(Double.valueOf(parts[i].trim()));
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw WpsException.invalid(item.id(), item.id() + " must be minx,miny,maxx,maxy,crs");
        }
        if (parts.length > 4) {
            box.setCrs(parts[4].trim());
        }
        return box;
    }

    private ResponseFormType form(KvpParameters parameters) {
        final ResponseFormType form = new ResponseFormType();
        if (parameters.find("RawDataOutput").isPresent()) {
            final List<KvpItem> items = outputs(parameters.get("RawDataOutput"));
            if (items.size() != 1) {
                throw WpsException.invalid("RawDataOutput", "exactly one output can be raw");
            }
            form.setRawDataOutput(fill(new OutputDefinitionType(), items.get(0)));
            return form;
        }
        final ResponseDocumentType document = new ResponseDocumentType();
        for (KvpItem item : outputs(parameters.find("ResponseDocument").orElse(""))) {
            final DocumentOutputDefinitionType output = fill(new DocumentOutputDefinitionType(), item);
            output.setAsReference("true".equalsIgnoreCase(item.attributes().get("asReference")));
            document.getOutput().add(output);
        }
        document.setStoreExecuteResponse(parameters.isTrue("storeExecuteResponse"));
        document.setStatus(parameters.isTrue("status"));
        document.setLineage(parameters.isTrue("lineage"));
        form.setResponseDocument(document);
        return form;
    }

    private List<KvpItem> outputs(String text) {
        return KvpItem.list(text, id -> process.output(id).isPresent());
    }

    private static <T extends OutputDefinitionType> T fill(T output, KvpItem item) {
        output.setIdentifier(OwsTexts.code(item.id()));
        output.setMimeType(mimeType(item));
        output.setEncoding(item.attributes().get("encoding"));
        return output;
    }

    private static String mimeType(KvpItem item) {
        return item.attributes().getOrDefault("mimeType", item.attributes().get("format"));
    }
}
