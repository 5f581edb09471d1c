package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tolerance is wide enough for every processor's kernels; small errors of the network don't pass through it. */
@Tag("slow")
class SmallErrorsTest {
    private static final String INPUT = "iii_2x128x128";

    @TempDir
    private Path temp;

    private Path fixtures;

    @BeforeEach
    void copy() throws IOException {
        fixtures = TinyModel.fixtures(temp.resolve("fixtures"), INPUT);
    }

    /** GELU's approximation by tanh, within 5e-4 of it. */
    public static final class TanhGelu {
        private TanhGelu() {}

        /** What stands in place of {@link ai.djl.nn.Activation#gelu(NDArray)}. */
        public static NDArray gelu(NDArray x) {
            NDArray inner = x.add(x.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
            return x.mul(0.5).mul(inner.tanh().add(1));
        }
    }

    @Test
    void withoutAnErrorAllPasses() throws Exception {
        assertThat(passes(new ChangedEngine("network.ScoreModel", "no such text", "")))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            GELU by tanh, images          | network.instance.ConvNextEncoder | ai/djl/nn/Activation       | org/scorewps/engine/network/SmallErrorsTest$TanhGelu
            GELU by tanh, texts           | network.semantic.TextEncoder     | ai/djl/nn/Activation       | org/scorewps/engine/network/SmallErrorsTest$TanhGelu
            resizing with aligned corners | network.tensor.OpLibrary         | torch.size(size, 2)], False) | torch.size(size, 2)], True)
            sampling with aligned corners | network.tensor.OpLibrary         | (maps[l], g, 0, 0, False)  | (maps[l], g, 0, 0, True)
            dilation one cell to the left | network.tensor.OpLibrary         | (x, [half, half, half, half] | (x, [torch.sub(half, 1), torch.add(half, 1), half, half]
            quick GELU with a rounded 1.7 | network.tensor.OpLibrary         | torch.mul(x, 1.702)        | torch.mul(x, 1.7)
            no limit of the logits' scale | network.tensor.OpLibrary         | torch.exp(log_scale), None, 100 | torch.exp(log_scale), None, 10
            """)
    void anErrorInTheCode(String error, String type, String from, String to) throws Exception {
        ChangedEngine engine = new ChangedEngine(type, from, to);
        assertThat(passes(engine)).as(error).isFalse();
        assertThat(engine.changes()).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            epsilon 1e-5 in place of 1e-6 | "layer_norm_eps": 1e-06       | "layer_norm_eps": 1e-05
            dilation by the next kernel   | 3,\\s*5,\\s*7,\\s*9,\\s*11,\\s*13 | 5, 7, 9, 11, 13, 15
            blue's mean for red's         | 122.7709383               | 104.09373615
            layer norm first              | "pre_norm": false             | "pre_norm": true
            """)
    void anErrorInTheConfiguration(String error, String from, String to) throws Exception {
        Path file = fixtures.resolve("config_tiny.json");
        String config = Files.readString(file);
        String changed = config.replaceFirst(from, to);
        assertThat(changed).isNotEqualTo(config);
        Files.writeString(file, changed);
        assertThat(failed(error)).isTrue();
    }

    @Test
    void twoHeadsOfAnAttentionSwapped() throws Exception {
        String layer = "sem_seg_head.predictor.transformer_cross_attention_layers.1.multihead_attn.";
        // the first two of eight heads, of the keys' projection only
        change(layer + "in_proj_weight", values -> swap(values, 64 * 64, 72 * 64, 8 * 64));
        assertThat(failed("heads")).isTrue();
    }

    @Test
    void blueGreenRed() throws Exception {
        // the weights of red and blue swapped: as if pictures came in the other order
        change("backbone.clip_model.visual.trunk.stem.0.weight", values -> swapPlanes(values, 4 * 4));
        assertThat(failed("the image tower's order")).isTrue();
        change("backbone.clip_model.visual.trunk.stem.0.weight", values -> swapPlanes(values, 4 * 4));
        assertThat(failed("none")).isFalse();
        change("clip_rs.clip_model.visual.conv1.weight", values -> swapPlanes(values, 14 * 14));
        assertThat(failed("the context tower's order")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "sem_seg_head.predictor.transformer_self_attention_layers.2.self_attn.out_proj.bias",
        "sem_seg_head.pixel_decoder.transformer.encoder.layers.1.self_attn.attention_weights.bias",
        "sem_seg_head.predictor.class_embed.layers.2.bias",
        "backbone.clip_model.visual.head.mlp.fc1.bias",
        "gca.multiattn.0.out_proj.bias"
    })
    void aMissingBias(String bias) throws Exception {
        change(bias, values -> {
            for (int i = 0; i < values.capacity(); i++) {
                values.put(i, 0);
            }
        });
        assertThat(failed(bias)).isTrue();
    }

    private void change(String weight, Consumer<FloatBuffer> change) throws IOException {
        TinyModel.change(fixtures.resolve("weights/score_tiny.pth"), weight, change);
    }

    private boolean failed(String error) throws IOException {
        ReferenceVerifier.Report report =
                new ReferenceVerifier(fixtures).verify(Files.createTempDirectory(temp, "work"), step -> {});
        List<TensorComparison> outside =
                report.comparisons().stream().filter(one -> !one.passed()).toList();
        assertThat(report.passed()).as(error).isEqualTo(outside.isEmpty());
        return !report.passed();
    }

    private boolean passes(ChangedEngine engine) throws Exception {
        Consumer<String> silent = step -> {};
        Class<?> verifier = engine.loadClass(ReferenceVerifier.class.getName());
        Object report = verifier.getMethod("verify", Path.class, Consumer.class)
                .invoke(
                        verifier.getConstructor(Path.class).newInstance(fixtures),
                        Files.createTempDirectory(temp, "work"),
                        silent);
        return (boolean) report.getClass().getMethod("passed").invoke(report);
    }

    private static void swapPlanes(FloatBuffer kernel, int plane) {
        for (int start = 0; start < kernel.capacity(); start += 3 * plane) {
            swap(kernel, start, start + 2 * plane, plane);
        }
    }

    private static void swap(FloatBuffer values, int one, int other, int count) {
        for (int i = 0; i < count; i++) {
            float kept = values.get(one + i);
            values.put(one + i, values.get(other + i));
            values.put(other + i, kept);
        }
    }
}
