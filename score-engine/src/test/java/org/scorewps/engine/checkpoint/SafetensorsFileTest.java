package org.scorewps.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorewps.engine.InvalidInputException;

class SafetensorsFileTest {
    @TempDir
    private Path directory;

    @Test
    void readsWhatTheWriterWrote() throws IOException {
        Path file = directory.resolve("a.safetensors");
        List<TensorInfo> tensors = List.of(
                new TensorInfo("half", ElementType.F16, List.of(3L)),
                new TensorInfo("none", ElementType.F32, List.of(0L, 4L)),
                new TensorInfo("scalar", ElementType.F32, List.of()),
                new TensorInfo("matrix \u00e9\"", ElementType.F64, List.of(1L, 2L)));
        ByteBuffer bytes = ByteBuffer.allocate(6 + 4 + 16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) 0x3c00).putShort((short) 0xc000).putShort((short) 0x0001);
        bytes.putFloat(2.5f).putDouble(-1).putDouble(0.1).flip();
        try (SafetensorsWriter writer = SafetensorsWriter.create(file, tensors, Map.of("made", "here"))) {
            writer.write(bytes.slice(0, 7));
            writer.write(bytes.slice(7, 19));
            writer.finish();
        }
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.tensors()).containsExactlyElementsOf(tensors);
            assertThat(read.metadata()).containsExactly(Map.entry("made", "here"));
            assertThat(Tensors.floats(read, "half").get(0)).isEqualTo(1f);
            assertThat(Tensors.floats(read, "half").get(1)).isEqualTo(-2f);
            assertThat(Tensors.floats(read, "half").get(2)).isEqualTo(0x1p-24f);
            assertThat(Tensors.floats(read, "none").remaining()).isZero();
            assertThat(Tensors.floats(read, "scalar").get(0)).isEqualTo(2.5f);
            assertThat(Tensors.floats(read, "matrix \u00e9\"").get(1)).isEqualTo(0.1f);
            assertThatThrownBy(() -> read.data("other"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(file + ": there is no tensor other");
        }
    }

    @Test
    void mappedTensorsOutliveTheFile() throws IOException {
        Path file = directory.resolve("a.safetensors");
        write(file, "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", new byte[] {
            0, 0, (byte) 0x80, 0x3f
        });
        SafetensorsFile read = SafetensorsFile.open(file);
        ByteBuffer data = read.data("a");
        read.close();
        assertThat(data.isDirect()).isTrue();
        assertThat(data.getFloat()).isEqualTo(1f);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}   | tensor a ends at byte 12 of 8
        {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}    | tensor a of type F32 and shape [3] has 8 bytes
        {"a":{"dtype":"F8","shape":[8],"data_offsets":[0,8]}}     | tensor a has the type F8
        {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}   | tensor a has a negative number in shape
        {"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}  | not valid JSON
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}    | tensor a has data_offsets [8, 0]
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}      | tensor a has data_offsets [0]
        {"a":{"dtype":"F32","shape":[2]}}                         | tensor a has no data_offsets
        {"a":{"dtype":"F32","data_offsets":[0,8]}}                | tensor a has no shape
        {"a":{"shape":[2],"data_offsets":[0,8]}}                  | tensor a has no dtype
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}} | tensor a has an unknown field x
        {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}    | 4 bytes after the last tensor belong to none
        {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}    | tensor a leaves unused bytes after the start
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | tensor b overlaps a
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | tensor a is there twice
        {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}} | tensor a of shape [4294967296, 4294967296] is too large
        {"a":[1]}                                                 | not valid JSON
        {"a":{                                                    | ends early
        {} x                                                      | not valid JSON
        {"__metadata__":{"k":1}}                                  | __metadata__.k is not one text value
        """)
    void refusesBrokenHeaders(String header, String message) throws IOException {
        Path file = directory.resolve("broken.safetensors");
        write(file, header, new byte[8]);
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsNoSafetensorsFile() throws IOException {
        Path file = directory.resolve("x");
        assertRefused(file, "no such file");
        assertRefused(directory, "is a directory");
        Files.write(file, new byte[3]);
        assertRefused(file, "too short");
        Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'});
        assertRefused(file, "18446744073709551615 bytes of 10");
        Files.write(file, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, '}'});
        assertRefused(file, "not UTF-8");
    }

    @Test
    void writerRefusesTooManyAndTooFewBytes() throws IOException {
        List<TensorInfo> tensors = List.of(new TensorInfo("a", ElementType.F32, List.of(2L)));
        try (SafetensorsWriter writer = SafetensorsWriter.create(directory.resolve("a"), tensors, Map.of())) {
            writer.write(ByteBuffer.allocate(4));
            assertThatThrownBy(writer::finish).hasMessageContaining("4 bytes of tensors were not written");
            assertThatIllegalArgumentException().isThrownBy(() -> writer.write(ByteBuffer.allocate(5)));
        }
        List<TensorInfo> twice = List.of(tensors.get(0), tensors.get(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafetensorsWriter.create(directory.resolve("b"), twice, Map.of()))
                .withMessage("tensor a is given twice");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    private static void write(Path file, String header, byte[] data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(text.length).put(text).put(data).array());
    }
}
