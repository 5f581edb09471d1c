package org.scorewps.process.vector;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.scorewps.engine.ModelInfo;

/**
 * Where features come from; the same for all of one execution.
 *
 * @param model name of the model
 * @param modelSha256 SHA-256 of the model's weights, lower-case hexadecimal
 * @param source name of the coverage
 * @param run tells this execution from all others
 * @param time when it began
 */
public record Provenance(String model, String modelSha256, String source, UUID run, Instant time) {
    /** Of an execution that begins now; the time in whole milliseconds, which every format can write. */
    public static Provenance now(ModelInfo model, String source) {
        return new Provenance(
                model.name(),
                model.sha256(),
                source,
                UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
