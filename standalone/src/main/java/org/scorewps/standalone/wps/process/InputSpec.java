package org.scorewps.standalone.wps.process;

import java.util.List;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.scorewps.standalone.wps.data.ComplexFormats;
import org.scorewps.standalone.wps.data.ComplexReader;
import org.scorewps.standalone.wps.data.LiteralType;

/**
 * An input of a process.
 *
 * @param readers the formats of a complex input, the default first; empty for other kinds
 */
public record InputSpec(Parameter<?> parameter, DataKind kind, List<ComplexReader> readers) {

    /** How this server takes a parameter; empty when there is no way to write its type down. */
    static Optional<InputSpec> of(Parameter<?> parameter) {
        final List<ComplexReader> readers = ComplexFormats.readers(parameter.type);
        if (!readers.isEmpty()) {
            return Optional.of(new InputSpec(parameter, DataKind.COMPLEX, readers));
        }
        if (DataKind.isBoundingBox(parameter.type)) {
            return Optional.of(new InputSpec(parameter, DataKind.BOUNDING_BOX, List.of()));
        }
        return LiteralType.supports(parameter.type)
                ? Optional.of(new InputSpec(parameter, DataKind.LITERAL, List.of()))
                : Optional.empty();
    }

    public String id() {
        return parameter.key;
    }

    /** Whether a request must have it: there is no default to take its place. */
    public boolean required() {
        return parameter.minOccurs > 0 && parameter.sample == null;
    }

    /** Whether the process takes a list of values. */
    public boolean repeats() {
        return parameter.maxOccurs > 1;
    }
}
