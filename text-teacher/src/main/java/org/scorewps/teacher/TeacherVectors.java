package org.scorewps.teacher;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.SafetensorsWriter;
import org.scorewps.engine.checkpoint.TensorInfo;

/**
 * Embeds each line of a text file with the sentence encoder all-MiniLM-L6-v2 (quantised, Apache-2.0) and writes a
 * safetensors file with one tensor {@code vectors} [lines, 384], rows of length 1.
 */
public final class TeacherVectors {
    private static final int WIDTH = 384;
    private static final int BATCH = 256;

    private TeacherVectors() {}

    /**
     * Runs it.
     *
     * @param arguments the text file, the file to write
     */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: TeacherVectors PHRASES.txt VECTORS.safetensors");
            System.exit(2);
        }
        write(Files.readAllLines(Path.of(arguments[0])), Path.of(arguments[1]));
    }

    /** Embeds phrases and writes their vectors. */
    static void write(List<String> phrases, Path out) throws IOException {
        EmbeddingModel teacher = new AllMiniLmL6V2QuantizedEmbeddingModel();
        TensorInfo vectors = new TensorInfo("vectors", ElementType.F32, List.of((long) phrases.size(), (long) WIDTH));
        Map<String, String> metadata = Map.of("teacher", "all-MiniLM-L6-v2, quantised");
        try (SafetensorsWriter writer = SafetensorsWriter.create(out, List.of(vectors), metadata)) {
            for (int start = 0; start < phrases.size(); start += BATCH) {
                List<TextSegment> batch = phrases.subList(start, Math.min(start + BATCH, phrases.size())).stream()
                        .map(TextSegment::from)
                        .toList();
                ByteBuffer bytes =
                        ByteBuffer.allocate(batch.size() * WIDTH * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                teacher.embedAll(batch).content().forEach(one -> put(one.vector(), bytes));
                writer.write(bytes.flip());
                System.err.printf("%d of %d phrases%n", start + batch.size(), phrases.size());
            }
            writer.finish();
        }
    }

    private static void put(float[] vector, ByteBuffer bytes) {
        double length = 0;
        for (float value : vector) {
            length += (double) value * value;
        }
        for (float value : vector) {
            bytes.putFloat((float) (value / Math.sqrt(length)));
        }
    }
}
