package org.scorewps.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.InvalidInputException;

/** Writes weights as float32 safetensors, piece by piece, whatever type they had. */
final class WeightsWriter {
    private static final int CHUNK_ELEMENTS = 1 << 20;

    /** Is told how many bytes are written, every few megabytes. Throwing ends the writing. */
    @FunctionalInterface
    interface Progress {
        void written(long done, long total);
    }

    private final TensorSource source;
    private final Progress progress;
    private final ByteBuffer chunk =
            ByteBuffer.allocateDirect(CHUNK_ELEMENTS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long done;

    private WeightsWriter(TensorSource source, Progress progress) {
        this.source = source;
        this.progress = progress;
    }

    /**
     * Writes tensors.
     *
     * @param names which, in the file's order; all hold real numbers
     * @return the file's SHA-256
     * @throws InvalidInputException when a tensor holds a value that is infinite or not a number
     */
    static String write(TensorSource source, List<String> names, Path file, Progress progress) throws IOException {
        return new WeightsWriter(source, progress).write(names, file);
    }

    private String write(List<String> names, Path file) throws IOException {
        List<TensorInfo> tensors = names.stream()
                .map(source::info)
                .map(info -> new TensorInfo(info.name(), ElementType.F32, info.shape()))
                .toList();
        long total = tensors.stream().mapToLong(TensorInfo::elements).sum() * Float.BYTES;
        try (SafetensorsWriter writer = SafetensorsWriter.create(file, tensors, Map.of())) {
            for (String name : names) {
                writeTensor(name, writer, total);
            }
            return writer.finish();
        }
    }

    private void writeTensor(String name, SafetensorsWriter writer, long total) throws IOException {
        TensorInfo info = source.info(name);
        ByteBuffer data = source.data(name);
        while (data.hasRemaining()) {
            FloatBuffer values = chunk.clear().asFloatBuffer();
            Tensors.toFloat32(info, data, values);
            checkFinite(name, values.flip());
            writer.write(chunk.limit(values.limit() * Float.BYTES));
            done += (long) values.limit() * Float.BYTES;
            progress.written(done, total);
        }
    }

    private static void checkFinite(String name, FloatBuffer values) {
        for (int i = 0; i < values.limit(); i++) {
            if (!Float.isFinite(values.get(i))) {
                throw new InvalidInputException(
                        "tensor %s holds %s: such weights can't be used".formatted(name, values.get(i)));
            }
        }
    }
}
