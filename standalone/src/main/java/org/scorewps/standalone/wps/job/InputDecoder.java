package org.scorewps.standalone.wps.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.opengis.wps.v_1_0_0.DataInputsType;
import net.opengis.wps.v_1_0_0.DataType;
import net.opengis.wps.v_1_0_0.InputType;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.data.BoundingBoxes;
import org.scorewps.standalone.wps.data.LiteralType;
import org.scorewps.standalone.wps.process.InputSpec;
import org.scorewps.standalone.wps.process.OfferedProcess;
import org.scorewps.standalone.wps.storage.WorkFolder;
import org.scorewps.standalone.wps.xml.EmbeddedData;

/** Turns the inputs of a request into the objects that the process takes. */
public final class InputDecoder {
    /** Longest literal, in bytes. */
    private static final long MAX_LITERAL = 8L << 20;

    private final ReferenceFetcher fetcher;
    private final ComplexDecoder complex;

    public InputDecoder(ReferenceFetcher fetcher, long maximumInputBytes) {
        this.fetcher = fetcher;
        this.complex = new ComplexDecoder(maximumInputBytes);
    }

    /**
     * Checks names and numbers of the inputs, without looking at their values.
     *
     * @throws WpsException MissingParameterValue or InvalidParameterValue
     */
    public static void check(OfferedProcess process, DataInputsType inputs) {
        final Map<InputSpec, List<InputType>> groups = group(process, inputs);
        for (InputSpec spec : process.inputs()) {
            final int count = groups.getOrDefault(spec, List.of()).size();
            if (count == 0 ? spec.required() : count < spec.parameter().minOccurs) {
                throw WpsException.missing(
                        spec.id(),
                        process.id() + " needs the input " + spec.id()
                                + (spec.parameter().minOccurs > 1
                                        ? " at least " + spec.parameter().minOccurs + " times"
                                        : ""));
            }
            if (count > spec.parameter().maxOccurs) {
                throw WpsException.invalid(
                        spec.id(),
                        process.id() + " takes the input " + spec.id() + " at most " + spec.parameter().maxOccurs
                                + " times, not " + count);
            }
        }
    }

    /**
     * The process's arguments; a list where an input may repeat.
     *
     * @throws WpsException for values that can't be used
     */
    Map<String, Object> decode(ExecuteRequest request) throws IOException {
        final Map<String, Object> arguments = new LinkedHashMap<>();
        for (InputSpec spec : request.process().inputs()) {
            if (spec.parameter().sample != null && !spec.repeats()) {
                arguments.put(spec.id(), spec.parameter().sample);
            }
        }
        for (Map.Entry<InputSpec, List<InputType>> group :
                group(request.process(), request.document().getDataInputs()).entrySet()) {
            final InputSpec spec = group.getKey();
            final List<Object> values = new ArrayList<>();
            for (InputType input : group.getValue()) {
                value(request, spec, input, values);
            }
            if (spec.repeats()) {
                arguments.put(spec.id(), values);
            } else if (!values.isEmpty()) {
                arguments.put(spec.id(), values.get(0));
            }
        }
        return arguments;
    }

    private static Map<InputSpec, List<InputType>> group(OfferedProcess process, DataInputsType inputs) {
        final Map<InputSpec, List<InputType>> groups = new LinkedHashMap<>();
        if (inputs == null) {
            return groups;
        }
        for (InputType input : inputs.getInput()) {
            if (!input.isSetIdentifier() || input.getIdentifier().getValue() == null) {
                throw WpsException.missing("Identifier", "an input without an identifier");
            }
            final String id = input.getIdentifier().getValue().trim();
            final InputSpec spec = process.input(id)
                    .orElseThrow(() -> WpsException.invalid(
                            id,
                            process.id() + " has no input " + (id.length() > 100 ? id.substring(0, 100) + "…" : id)));
            groups.computeIfAbsent(spec, key -> new ArrayList<>()).add(input);
        }
        return groups;
    }

    private void value(ExecuteRequest request, InputSpec spec, InputType input, List<Object> values)
            throws IOException {
        switch (spec.kind()) {
            case LITERAL -> {
                final String text = literal(request, spec, input);
                final boolean absent = text.isEmpty() && !CharSequence.class.isAssignableFrom(spec.parameter().type);
                if (absent && spec.required()) {
                    throw WpsException.missing(spec.id(), "the input " + spec.id() + " is empty");
                }
                if (!absent) {
                    values.add(LiteralType.parse(spec.parameter(), text));
                }
            }
            case BOUNDING_BOX -> {
                if (!input.isSetData() || !input.getData().isSetBoundingBoxData()) {
                    throw WpsException.invalid(spec.id(), "the input " + spec.id() + " must be a bounding box");
                }
                values.add(BoundingBoxes.envelope(spec.id(), input.getData().getBoundingBoxData()));
            }
            case COMPLEX -> values.add(complex.decode(request.folder(), spec, content(request, spec, input)));
        }
    }

    private String literal(ExecuteRequest request, InputSpec spec, InputType input) throws IOException {
        if (input.isSetData() && input.getData().isSetLiteralData()) {
            final String value = input.getData().getLiteralData().getValue();
            return value == null ? "" : value;
        }
        final ComplexContent content = content(request, spec, input);
        if (content.form() == EmbeddedData.Form.XML || Files.size(content.file()) > MAX_LITERAL) {
            throw WpsException.invalid(spec.id(), "the input " + spec.id() + " must be a literal");
        }
        return Files.readString(content.file(), StandardCharsets.UTF_8);
    }

    private ComplexContent content(ExecuteRequest request, InputSpec spec, InputType input) throws IOException {
        if (input.isSetReference()) {
            return fetcher.fetch(spec.id(), input.getReference(), request);
        }
        final DataType data = input.getData();
        if (data == null) {
            throw WpsException.missing(spec.id(), "the input " + spec.id() + " holds neither data nor a reference");
        }
        if (data.isSetComplexData()) {
            final List<?> parts = data.getComplexData().getContent();
            final String token = parts.isEmpty() ? "" : parts.get(0).toString();
            final EmbeddedData.Piece piece = request.data()
                    .find(token)
                    .orElseThrow(() -> WpsException.missing(spec.id(), "the input " + spec.id() + " is empty"));
            return new ComplexContent(
                    piece.file(),
                    piece.form(),
                    text(data.getComplexData().getMimeType()),
                    text(data.getComplexData().getEncoding()),
                    false);
        }
        if (data.isSetLiteralData()) {
            return new ComplexContent(
                    textFile(request, text(data.getLiteralData().getValue())), EmbeddedData.Form.TEXT, "", "", false);
        }
        throw WpsException.invalid(spec.id(), "the input " + spec.id() + " must be complex data");
    }

    private static Path textFile(ExecuteRequest request, String text) throws IOException {
        final WorkFolder.Entry entry = request.folder().create(WorkFolder.Purpose.INPUT, "txt");
        try (OutputStream out = entry.open()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return entry.file();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
