package org.scorewps.engine.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.TensorInfo;

/** The stored tensors of one folder of safetensors files, each file a stage, named {@code stage/tensor}. */
final class StoredTensors {
    private static final String SUFFIX = ".safetensors";

    /**
     * A stored tensor as plain numbers.
     *
     * @param shape dimensions
     * @param values elements, C order
     * @param exact whether it holds whole numbers or bits
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Stored(long[] shape, float[] values, boolean exact) {}

    private final Map<String, Stored> tensors = new TreeMap<>();

    private StoredTensors() {}

    /** All files of a folder. */
    static StoredTensors ofFolder(Path folder) {
        StoredTensors all = new StoredTensors();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().forEach(all::read);
        } catch (IOException e) {
            throw new InvalidInputException("can't read folder " + folder + ": " + e.getMessage(), e);
        }
        return all;
    }

    /** One file. */
    static StoredTensors ofFile(Path file) {
        StoredTensors one = new StoredTensors();
        one.read(file);
        return one;
    }

    /** Tensors at hand, named {@code stage/tensor}. */
    static StoredTensors of(Map<String, Stored> tensors) {
        StoredTensors stored = new StoredTensors();
        stored.tensors.putAll(tensors);
        return stored;
    }

    Map<String, Stored> all() {
        return tensors;
    }

    Optional<Stored> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    Stored get(String name) {
        return find(name).orElseThrow(() -> new InvalidInputException("the fixtures have no tensor " + name));
    }

    private void read(Path path) {
        String file = path.getFileName().toString();
        String stage = file.substring(0, file.length() - SUFFIX.length());
        try (SafetensorsFile source = SafetensorsFile.open(path)) {
            for (TensorInfo info : source.tensors()) {
                tensors.put(stage + "/" + info.name(), read(path, info, source.data(info.name())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stored read(Path path, TensorInfo info, ByteBuffer buffer) {
        ByteBuffer data = buffer.order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[Math.toIntExact(info.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (info.type()) {
                case F32 -> data.getFloat(4 * i);
                case I32 -> data.getInt(4 * i);
                case I64 -> data.getLong(8 * i);
                case U8, BOOL -> data.get(i) & 0xff;
                default ->
                    throw new InvalidInputException(
                            "tensor %s of %s is %s: only F32, I32, I64, U8 and BOOL can be compared"
                                    .formatted(info.name(), path.getFileName(), info.type()));
            };
        }
        long[] shape = info.shape().stream().mapToLong(Long::longValue).toArray();
        return new Stored(shape, values, info.type() != ElementType.F32);
    }
}
