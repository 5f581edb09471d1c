package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.TensorInfo;

/** Reference tensors as DJL arrays, and the comparison that all proofs share. */
public final class ReferenceTensors implements AutoCloseable {
    private static final Path FOLDER = Path.of("src/test/resources/reference");

    private final SafetensorsFile file;
    private final NDManager manager;

    private ReferenceTensors(SafetensorsFile file, NDManager manager) {
        this.file = file;
        this.manager = manager;
    }

    /** Opens a file below the folder of references; its arrays belong to the manager. */
    public static ReferenceTensors open(String path, NDManager manager) {
        return new ReferenceTensors(SafetensorsFile.open(FOLDER.resolve(path)), manager);
    }

    /** One tensor as float32, a copy. */
    public NDArray get(String name) {
        TensorInfo info = file.info(name);
        long[] shape = info.shape().stream().mapToLong(Long::longValue).toArray();
        return manager.create(floats(file, name), new Shape(shape)).toType(DataType.FLOAT32, true);
    }

    /** Whether there is a tensor of that name. */
    public boolean contains(String name) {
        return file.contains(name);
    }

    /** One tensor's values. */
    public float[] floats(String name) {
        return floats(file, name);
    }

    /** The values of a float32, float64, int32 or uint8 tensor. */
    public static float[] floats(SafetensorsFile file, String name) {
        TensorInfo info = file.info(name);
        ByteBuffer data = file.data(name).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[Math.toIntExact(info.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (info.type()) {
                case F32 -> data.getFloat(4 * i);
                case F64 -> (float) data.getDouble(8 * i);
                case U8 -> data.get(i) & 0xff;
                default -> data.getInt(4 * i);
            };
        }
        return values;
    }

    /** Fails unless each value lies within the tolerance of what is expected, no noise being known. */
    public static void assertClose(String name, float[] actual, float[] expected) {
        assertClose(name, actual, expected, 0);
    }

    /**
     * Fails unless each value lies within the tolerance of what is expected.
     *
     * @param noise how far the reference's float32 run lies from its float64 run
     */
    public static void assertClose(String name, float[] actual, float[] expected, double noise) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        ReferenceTolerance.Of rule = new ReferenceTolerance.Of(noise, 0);
        for (int i = 0; i < actual.length; i++) {
            double tolerance = rule.at(expected[i]);
            // written so that NaN fails
            if (!(Math.abs((double) actual[i] - expected[i]) <= tolerance)) {
                throw new AssertionError(
                        "%s[%d] is %s, not %s (within %s)".formatted(name, i, actual[i], expected[i], tolerance));
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
