package org.scorewps.engine.checkpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Names, types and shapes of the authors' full-size model and of the two CLIPs that it is built on. */
final class FullSizeTensors {
    private FullSizeTensors() {}

    /**
     * The tensors of one file.
     *
     * @param part score, clip or remote_clip
     */
    static List<TensorInfo> of(String part) {
        Path file = Path.of("src/test/resources/checkpoints/full_size_tensors.txt.gz");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.split(" ", -1))
                    .filter(fields -> fields[0].equals(part))
                    .map(fields -> new TensorInfo(fields[3], ElementType.valueOf(fields[1]), shape(fields[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> shape(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",")).map(Long::valueOf).toList();
    }
}
