package org.scorewps.standalone.wps.job;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A result.
 *
 * @param wanted what was asked for
 * @param file the data of a complex output, or the text of a literal
 * @param value a literal or bounding box; empty for complex data
 */
public record JobOutput(ResponsePlan.Output wanted, Path file, Optional<Object> value) {}
