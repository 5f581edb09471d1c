package org.scorewps.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.engine.InvalidInputException;

/** The files are written by {@code src/test/python/make_checkpoints.py}, which says what is in them. */
class PyTorchFileTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"views.pth", "views_legacy.pth"})
    void readsViewsOfEveryKind(String name) throws IOException {
        try (PyTorchFile file = PyTorchFile.open(resource(name))) {
            assertThat(file.info("transposed").shape()).containsExactly(6L, 4L);
            assertThat(floats(file, "base")).hasSize(24).startsWith(0f, 1f).endsWith(23f);
            assertThat(floats(file, "transposed"))
                    .startsWith(0f, 6f, 12f, 18f, 1f, 7f)
                    .endsWith(17f, 23f);
            assertThat(floats(file, "part")).containsExactly(8f, 9f, 10f, 14f, 15f, 16f);
            assertThat(floats(file, "every_second")).hasSize(12).startsWith(1f, 3f, 5f);
            assertThat(file.info("permuted").shape()).containsExactly(4L, 2L, 3L);
            assertThat(floats(file, "permuted")).startsWith(0f, 4f, 8f, 12f, 16f, 20f, 1f);
            assertThat(floats(file, "shared")).containsExactly(20f, 21f, 22f, 23f);
            assertThat(floats(file, "scalar")).containsExactly(1.5f);
            assertThat(file.info("scalar").shape()).isEmpty();
            assertThat(floats(file, "none")).isEmpty();
            assertThat(floats(file, "one_column")).containsExactly(3f, 9f, 15f, 21f);
            assertThat(floats(file, "parameter")).containsExactly(4f, 5f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"views.pth", "views_legacy.pth"})
    void readsEveryElementType(String name) throws IOException {
        try (PyTorchFile file = PyTorchFile.open(resource(name))) {
            assertThat(floats(file, "half")).containsExactly(1f, -2.5f, 65504f, 0x1p-24f, Float.POSITIVE_INFINITY);
            assertThat(floats(file, "bfloat")).containsExactly(1f, -2.5f, Float.intBitsToFloat(0x7f7f0000));
            assertThat(floats(file, "double")).containsExactly(0.1f, Float.NEGATIVE_INFINITY);
            assertThat(file.data("long").getLong(0)).isEqualTo(1L << 40);
            assertThat(file.data("int").getInt(4)).isEqualTo(-7);
            assertThat(file.data("short").getShort(0)).isEqualTo((short) 300);
            assertThat(file.data("char").get(0)).isEqualTo((byte) -3);
            assertThat(file.data("byte").get(0)).isEqualTo((byte) 200);
            assertThat(file.data("bool").get(0)).isEqualTo((byte) 1);
            assertThat(file.info("bool").type()).isEqualTo(ElementType.BOOL);
            assertThatThrownBy(() -> Tensors.floats(file, "long"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("tensor long holds I64");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void readsEveryPickleProtocol(int protocol) throws IOException {
        try (TensorSource file = CheckpointFile.open(resource("protocol" + protocol + ".pth"))) {
            assertThat(floats(file, "a")).containsExactly(0f, 1f, 2f);
        }
    }

    @Test
    void findsTheStateDictOfATrainingCheckpoint() throws IOException {
        try (PyTorchFile file = PyTorchFile.open(resource("lightning.pth"))) {
            assertThat(file.tensors()).extracting(TensorInfo::name).containsExactly("base", "part");
            assertThat(floats(file, "part")).containsExactly(8f, 9f, 10f, 14f, 15f, 16f);
        }
    }

    /** Numbers of numpy, options, configurations, dates, counters and the like: nothing of them is kept or run. */
    @ParameterizedTest
    @ValueSource(strings = {"beside2.pth", "beside4.pth", "beside5.pth", "beside_legacy.pth"})
    void readsTheWeightsBesideWhatTrainingProgramsKeep(String name) throws IOException {
        try (PyTorchFile file = PyTorchFile.open(resource(name))) {
            assertThat(file.tensors()).extracting(TensorInfo::name).containsExactly("a");
            assertThat(floats(file, "a")).containsExactly(0f, 1f, 2f);
        }
    }

    @ParameterizedTest
    @CsvSource({"compiled.pth, a.b, c.d", "within.pth, a, b", "buffers.pth, a, b"})
    void givesNamesAsTheModelHasThem(String name, String first, String second) throws IOException {
        try (PyTorchFile file = PyTorchFile.open(resource(name))) {
            assertThat(file.tensors()).extracting(TensorInfo::name).containsExactly(first, second);
            assertThat(floats(file, first)).containsExactly(0f, 1f, 2f);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "malicious.pth, wants posix.system",
        "malicious_legacy.pth, wants posix.system",
        "getter.pth, wants __builtin__.getattr",
        "two_of_a_name.pth, has two tensors of the name a",
        "numpy_weights.pth, a.weight is an array of numpy",
        "whole_module.pth, 'wants torch.nn.modules.linear.Linear, which a state dict does not need; it was refused and nothing of it was run. Save the weights alone'",
        "float8.pth, wants torch._utils._rebuild_tensor_v3",
        "expanded.pth, exceeds its storage of 1 elements",
        "no_tensors.pth, 'no tensors found, only [epoch, name]'",
        "torchscript.pt, is a TorchScript archive",
        "big_endian.pth, was written on a big-endian computer",
        "compressed.pth, is compressed",
        "plain_pickle.pkl, no PyTorch checkpoint"
    })
    void refusesByName(String name, String message) {
        Path file = resource(name);
        assertThatThrownBy(() -> CheckpointFile.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    /** A file that ends early, at any byte, is refused with its name. */
    @ParameterizedTest
    @ValueSource(strings = {"views.pth", "views_legacy.pth", "protocol4.pth", "beside_legacy.pth"})
    void refusesCutOffFiles(String name) throws IOException {
        byte[] whole = Files.readAllBytes(resource(name));
        Path file = directory.resolve("cut.pth");
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> readAll(file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }

    /** Whatever bytes are changed: a file is read or refused, nothing else happens. */
    @Property(tries = 500)
    void damagedFilesAreReadOrRefused(
            @ForAll @IntRange(max = 3) int which,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 18000) Integer> places,
            @ForAll byte value)
            throws IOException {
        String name = List.of("views.pth", "views_legacy.pth", "beside2.pth", "beside5.pth")
                .get(which);
        byte[] bytes = Files.readAllBytes(resource(name));
        places.forEach(place -> bytes[place % bytes.length] = value);
        Path file = Files.createTempFile("damaged", ".pth");
        try {
            Files.write(file, bytes);
            readAll(file);
        } catch (InvalidInputException e) {
            assertThat(e.getMessage()).startsWith(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // claims 2 GB of text, a memo entry that is not there, 4 GB of opcodes' results
        "X\\u00ff\\u00ff\\u00ff\\u007f, ends early",
        "\\u008d\\u00ff\\u00ff\\u00ff\\u00ff\\u00ff\\u00ff\\u00ff\\u007f, ends early",
        "h\\u0001., nothing is stored as 1",
        "\\u008b\\u00ff\\u0000\\u0000\\u0000, ends early",
        "0., the stack is empty",
        "(0., the stack is empty",
        "t., a mark is missing",
        "K\\u0001b., the stack is empty",
        "}(K\\u0001u., a dictionary key has no value",
        "}]K\\u0001s., a dictionary key is neither text nor number",
        "K\\u0001K\\u0001a., values are appended to what is no list",
        "K\\u0001)R., something is called that is no class",
        "\\u0080\\u0063., pickle protocol 99 is unknown",
        "\\u0082\\u0001., opcode 0x82 is not one that a state dict needs",
        "L12x\\u000a., where a whole number is needed"
    })
    void refusesBrokenPickles(String escaped, String message) {
        ByteBuffer pickle = ByteBuffer.wrap(unescape(escaped).getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> PickleMachine.load(new PickleInput("x.pth", pickle), new TorchClasses("x.pth")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("x.pth: ")
                .hasMessageContaining(message);
    }

    /** Millions of containers, each within the next: neither the stack nor the heap gives way. */
    @Test
    void survivesDeepNesting() {
        byte[] bytes = new byte[3_000_000];
        Arrays.fill(bytes, 0, 1_000_000, (byte) ']');
        Arrays.fill(bytes, 1_000_000, 1_999_999, (byte) 'a');
        bytes[1_999_999] = '.';
        Object root = PickleMachine.load(new PickleInput("x", ByteBuffer.wrap(bytes)), new TorchClasses("x"));
        assertThatThrownBy(() -> StateDict.find("x", root)).hasMessageContaining("holds no dictionary");
    }

    @Test
    void limitsTheNumberOfOpcodes() {
        byte[] bytes = new byte[5_000_000];
        Arrays.fill(bytes, (byte) 'N');
        assertThatThrownBy(
                        () -> PickleMachine.load(new PickleInput("x", ByteBuffer.wrap(bytes)), new TorchClasses("x")))
                .hasMessageContaining("more than 4000000 opcodes");
    }

    /** The form that files above 4 GB have. */
    @Test
    void readsZip64() throws IOException {
        List<TensorInfo> tensors = FullSizeTensors.of("score").subList(2, 12);
        Path file = directory.resolve("zip64.pth");
        PyTorchZipWriter.write(file, tensors, Zip64Mode.Always);
        try (TensorSource source = CheckpointFile.open(file)) {
            assertThat(source.tensors()).isEqualTo(tensors);
            tensors.forEach(info -> PyTorchZipWriter.assertSameValues(source, info));
        }
    }

    private static void readAll(Path path) throws IOException {
        try (TensorSource file = CheckpointFile.open(path)) {
            file.tensors().forEach(info -> file.data(info.name()));
        }
    }

    private static List<Float> floats(TensorSource file, String name) {
        FloatBuffer values = Tensors.floats(file, name);
        List<Float> list = new ArrayList<>();
        while (values.hasRemaining()) {
            list.add(values.get());
        }
        return list;
    }

    private static Path resource(String name) {
        return Path.of("src/test/resources/checkpoints", name);
    }

    private static String unescape(String text) {
        return Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }
}
