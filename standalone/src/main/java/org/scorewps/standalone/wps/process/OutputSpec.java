package org.scorewps.standalone.wps.process;

import java.util.List;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.scorewps.standalone.wps.data.ComplexFormats;
import org.scorewps.standalone.wps.data.ComplexWriter;
import org.scorewps.standalone.wps.data.LiteralType;

/**
 * An output of a process.
 *
 * @param writers the formats of a complex output, the default first; empty for other kinds
 */
public record OutputSpec(Parameter<?> parameter, DataKind kind, List<ComplexWriter> writers) {

    /** How this server gives a result; empty when there is no way to write its type down. */
    static Optional<OutputSpec> of(Parameter<?> parameter) {
        final List<ComplexWriter> writers = ComplexFormats.writers(parameter);
        if (!writers.isEmpty()) {
            return Optional.of(new OutputSpec(parameter, DataKind.COMPLEX, writers));
        }
        if (DataKind.isBoundingBox(parameter.type)) {
            return Optional.of(new OutputSpec(parameter, DataKind.BOUNDING_BOX, List.of()));
        }
        return LiteralType.supports(parameter.type)
                ? Optional.of(new OutputSpec(parameter, DataKind.LITERAL, List.of()))
                : Optional.empty();
    }

    public String id() {
        return parameter.key;
    }

    /**
     * The input that is told the media type that the client chose ({@code chosenMimeType} of the result's metadata, as in
     * GeoServer).
     */
    public Optional<String> chosenMimeTypeInput() {
        return parameter.metadata != null && parameter.metadata.get("chosenMimeType") instanceof String input
                ? Optional.of(input)
                : Optional.empty();
    }
}
