package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.SafetensorsWriter;
import org.scorewps.engine.checkpoint.TensorInfo;

/** Writes tensors in memory to a safetensors file. */
public final class TensorWriter {
    private TensorWriter() {}

    /**
     * Writes float32 tensors, one after the other.
     *
     * @param file is not there yet
     * @return the file's SHA-256
     */
    public static String write(Path file, Map<String, NDArray> tensors, Map<String, String> metadata)
            throws IOException {
        List<TensorInfo> infos = tensors.entrySet().stream()
                .map(entry -> new TensorInfo(
                        entry.getKey(),
                        ElementType.F32,
                        Arrays.stream(entry.getValue().getShape().getShape())
                                .boxed()
                                .toList()))
                .toList();
        try (SafetensorsWriter writer = SafetensorsWriter.create(file, infos, metadata)) {
            for (NDArray tensor : tensors.values()) {
                writer.write(tensor.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
            }
            return writer.finish();
        }
    }
}
