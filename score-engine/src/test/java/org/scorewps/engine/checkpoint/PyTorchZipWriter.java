package org.scorewps.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes PyTorch checkpoints with pseudo-random values, as large as wanted. */
final class PyTorchZipWriter {
    private static final int CHUNK = 1 << 20;
    private static final Map<ElementType, String> STORAGES =
            Map.of(ElementType.F32, "FloatStorage", ElementType.F16, "HalfStorage");

    private PyTorchZipWriter() {}

    /** Writes a training checkpoint whose {@code model} has the tensors. */
    static void write(Path file, List<TensorInfo> tensors, Zip64Mode zip64) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            zip.setMethod(ZipArchiveOutputStream.STORED);
            zip.setUseZip64(zip64);
            entry(zip, "archive/data.pkl");
            zip.write(pickle(tensors));
            zip.closeArchiveEntry();
            for (int i = 0; i < tensors.size(); i++) {
                entry(zip, "archive/data/" + i);
                values(tensors.get(i), chunk -> put(zip, chunk));
                zip.closeArchiveEntry();
            }
        }
    }

    /** The little-endian values of a tensor, piece by piece: always the same for one name. */
    static void values(TensorInfo info, Consumer<ByteBuffer> sink) {
        SplittableRandom random = new SplittableRandom(info.name().hashCode());
        int size = info.type().size();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * size).order(ByteOrder.LITTLE_ENDIAN);
        for (long left = info.elements(); left > 0; left -= CHUNK) {
            chunk.clear().limit((int) Math.min(CHUNK, left) * size);
            while (chunk.hasRemaining()) {
                if (size == Float.BYTES) {
                    chunk.putFloat((random.nextInt() >> 8) * 0x1p-28f);
                } else {
                    // sign, exponent and fraction of a number below 1
                    chunk.putShort((short) (random.nextInt() & 0xbbff));
                }
            }
            sink.accept(chunk.flip());
        }
    }

    /** Checks that a source has the values of a tensor, as float32. */
    static void assertSameValues(TensorSource source, TensorInfo written) {
        FloatBuffer actual = Tensors.floats(source, written.name());
        values(written, chunk -> {
            FloatBuffer expected =
                    FloatBuffer.allocate(chunk.remaining() / written.type().size());
            Tensors.toFloat32(written, chunk, expected);
            expected.flip();
            FloatBuffer part = actual.slice(actual.position(), expected.limit());
            assertThat(part.mismatch(expected)).as(written.name()).isEqualTo(-1);
            actual.position(actual.position() + expected.limit());
        });
        assertThat(actual.hasRemaining()).isFalse();
    }

    private static void entry(ZipArchiveOutputStream zip, String name) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setAlignment(64);
        zip.putArchiveEntry(entry);
    }

    private static void put(ZipArchiveOutputStream zip, ByteBuffer chunk) {
        try {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes);
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] pickle(List<TensorInfo> tensors) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("\u0080\u0002}");
        text(out, "model");
        out.writeBytes("ccollections\nOrderedDict\n)R(");
        for (int i = 0; i < tensors.size(); i++) {
            TensorInfo info = tensors.get(i);
            text(out, info.name());
            out.writeBytes("ctorch._utils\n_rebuild_tensor_v2\n((");
            text(out, "storage");
            out.writeBytes("ctorch\n" + STORAGES.get(info.type()) + "\n");
            text(out, Integer.toString(i));
            text(out, "cpu");
            number(out, info.elements());
            out.writeBytes("tQ");
            number(out, 0);
            out.writeBytes("(");
            for (long dimension : info.shape()) {
                number(out, dimension);
            }
            out.writeBytes("t(");
            long stride = info.elements();
            for (long dimension : info.shape()) {
                stride /= dimension;
                number(out, stride);
            }
            out.writeBytes("t\u0089ccollections\nOrderedDict\n)RtR");
        }
        out.writeBytes("us.");
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes("X");
        out.writeInt(Integer.reverseBytes(utf8.length));
        out.write(utf8);
    }

    private static void number(DataOutputStream out, long number) throws IOException {
        out.writeBytes("J");
        out.writeInt(Integer.reverseBytes(Math.toIntExact(number)));
    }
}
