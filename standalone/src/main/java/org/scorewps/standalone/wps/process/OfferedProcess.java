package org.scorewps.standalone.wps.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.feature.type.Name;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;

/**
 * A process that clients can run.
 *
 * @param id {@code prefix:name}
 */
public record OfferedProcess(
        String id,
        String title,
        String description,
        String version,
        ProcessFactory factory,
        Name name,
        List<InputSpec> inputs,
        List<OutputSpec> outputs) {

    /** A fresh instance. */
    public Process create() {
        return factory.create(name);
    }

    public Optional<InputSpec> input(String inputId) {
        return inputs.stream().filter(input -> input.id().equals(inputId)).findFirst();
    }

    public Optional<OutputSpec> output(String outputId) {
        return outputs.stream().filter(output -> output.id().equals(outputId)).findFirst();
    }

    /**
     * How the server would offer a process.
     *
     * @return empty when an input that it needs, or all outputs, are of types that can't be written down
     */
    static Optional<OfferedProcess> of(ProcessFactory factory, Name name) {
        final List<OutputSpec> outputs = factory.getResultInfo(name, Map.of()).values().stream()
                .flatMap(result -> OutputSpec.of(result).stream())
                .toList();
        final List<String> hidden = outputs.stream()
                .flatMap(output -> output.chosenMimeTypeInput().stream())
                .toList();
        final var parameters = factory.getParameterInfo(name).values();
        final boolean takesOthers = parameters.stream()
                .anyMatch(parameter -> parameter.minOccurs > 0
                        && parameter.sample == null
                        && InputSpec.of(parameter).isEmpty());
        if (outputs.isEmpty() || takesOthers) {
            return Optional.empty();
        }
        final String id =
                name.getNamespaceURI() == null || name.getNamespaceURI().isEmpty()
                        ? name.getLocalPart()
                        : name.getNamespaceURI() + ":" + name.getLocalPart();
        return Optional.of(new OfferedProcess(
                id,
                text(factory.getTitle(name), id),
                text(factory.getDescription(name), ""),
                factory.getVersion(name) == null ? "1.0.0" : factory.getVersion(name),
                factory,
                name,
                parameters.stream()
                        .filter(parameter -> !hidden.contains(parameter.key))
                        .flatMap(parameter -> InputSpec.of(parameter).stream())
                        .toList(),
                outputs));
    }

    static String text(Object value, String otherwise) {
        return value == null || value.toString().isBlank() ? otherwise : value.toString();
    }
}
