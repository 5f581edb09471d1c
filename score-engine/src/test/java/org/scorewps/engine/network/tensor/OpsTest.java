package org.scorewps.engine.network.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorewps.engine.network.ReferenceTensors.assertClose;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.engine.network.ReferenceTensors;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.network.instance.SinePositionEmbedding;
import org.scorewps.engine.network.layer.MultiHeadAttention;

/** Single operations against PyTorch's results. */
class OpsTest {
    private NDManager manager;
    private Ops ops;

    @BeforeEach
    void open() {
        new ScoreModelLoader().prepareThread(1);
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        ops = new Ops(manager);
    }

    @AfterEach
    void close() {
        JniUtils.setGradMode(false);
        ops.close();
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"down, 4, 5", "mixed, 5, 26", "to16, 16, 16", "up, 20, 31"})
    void resizesBilinearly(String name, int height, int width) throws IOException {
        try (ReferenceTensors file = elementary()) {
            NDArray resized = ops.resizeBilinear(file.get("interp.input"), height, width);
            assertThat(resized.getShape()).isEqualTo(new Shape(2, 3, height, width));
            assertClose(name, resized.toFloatArray(), file.floats("interp." + name));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7, 9, 11, 13})
    void dilates(int kernel) throws IOException {
        try (ReferenceTensors file = elementary()) {
            NDArray input = file.get("interp.input");
            assertThat(ops.dilate(input, kernel).toFloatArray()).containsExactly(file.floats("dilate.k" + kernel));
            assertThat(ops.dilateLearning(input, kernel).toFloatArray())
                    .containsExactly(file.floats("dilate.k" + kernel));
        }
    }

    @Test
    void dilationTeachesTheMaximum() {
        NDArray input = manager.create(new float[] {1, 2, 3, 9, 5, 4, 8, 7, 6}, new Shape(1, 1, 3, 3));
        input.setRequiresGradient(true);
        JniUtils.setGradMode(true);
        NDArray total = ops.dilateLearning(input, 3).sum();
        JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), false, false);
        // 9 is the largest of six windows, 7 of two, 5 of one
        assertThat(input.getGradient().toFloatArray()).containsExactly(0, 0, 0, 6, 1, 0, 0, 2, 0);
    }

    @Test
    void findsTheLeastSurePoints() {
        NDArray logits = manager.create(new float[] {5, -1, 0.5f, -9, 2, -0.1f, 0.2f, 3}, new Shape(2, 4));
        NDArray points = manager.arange(16f).reshape(2, 4, 2);
        NDArray chosen = ops.leastSure(logits, points, 2);
        assertThat(chosen.getShape()).isEqualTo(new Shape(2, 2, 2));
        assertThat(chosen.get(0).toFloatArray()).containsExactlyInAnyOrder(2, 3, 4, 5);
        assertThat(chosen.get(1).toFloatArray()).containsExactlyInAnyOrder(10, 11, 12, 13);
    }

    @Test
    void normalisesGroups() throws IOException {
        try (ReferenceTensors file = elementary()) {
            NDArray output = ops.groupNorm(
                    file.get("group_norm.input"), file.get("group_norm.weight"), file.get("group_norm.bias"), 32, 1e-5);
            assertClose("group_norm", output.toFloatArray(), file.floats("group_norm.output"));
        }
    }

    @Test
    void activates() throws IOException {
        try (ReferenceTensors file = elementary()) {
            NDArray input = file.get("act.input");
            assertClose("gelu", Activation.gelu(input).toFloatArray(), file.floats("act.gelu_erf"));
            assertClose("quick_gelu", ops.quickGelu(input).toFloatArray(), file.floats("act.quick_gelu"));
            assertClose("sigmoid", Activation.sigmoid(input).toFloatArray(), file.floats("act.sigmoid"));
        }
    }

    @Test
    void embedsPositions() throws IOException {
        try (ReferenceTensors file = elementary()) {
            NDArray embedding = SinePositionEmbedding.create(manager, 32, 5, 7);
            assertClose("sine", embedding.toFloatArray(), file.floats("pos_embed_sine.16feats_5x7"));
        }
    }

    @Test
    void samplesPoints() throws IOException {
        try (ReferenceTensors file = elementary()) {
            NDArray samples = ops.pointSample(file.get("interp.input"), file.get("point_sample.coords_xy"));
            assertClose("points", samples.toFloatArray(), file.floats("point_sample.output"));
        }
    }

    @Test
    void attendsDeformablyWithGradients() throws IOException {
        try (ReferenceTensors file = ReferenceTensors.open("ops/ms_deform_attn.safetensors", manager)) {
            JniUtils.setGradMode(true);
            Map<String, NDArray> inputs = new HashMap<>();
            for (String name : new String[] {"value", "sampling_locations", "attention_weights"}) {
                NDArray input = file.get(name);
                input.setRequiresGradient(true);
                inputs.put(name, input);
            }
            NDArray shapes = file.get("spatial_shapes").toType(DataType.INT64, false);
            NDArray output = ops.deformableAttention(
                    inputs.get("value"), inputs.get("sampling_locations"), inputs.get("attention_weights"), shapes);
            assertClose("output", output.toFloatArray(), file.floats("output"));
            JniUtils.backward((PtNDArray) output, (PtNDArray) file.get("grad_output"), false, false);
            for (Map.Entry<String, NDArray> input : inputs.entrySet()) {
                String name = "grad_" + input.getKey();
                assertClose(name, input.getValue().getGradient().toFloatArray(), file.floats(name));
            }
        }
    }

    @Test
    void attendsWithoutMask() throws IOException {
        try (ReferenceTensors file = attention()) {
            NDArray output = layer(file).forward(first(file, "query"), first(file, "key"), first(file, "value"));
            assertAttention(file, output, "output_no_mask");
        }
    }

    @Test
    void attendsCausally() throws IOException {
        try (ReferenceTensors file = attention()) {
            assertAttention(file, layer(file).forwardCausal(first(file, "query")), "output_causal_self");
        }
    }

    @Test
    void addsMask() throws IOException {
        try (ReferenceTensors file = attention()) {
            assertAttention(file, masked(file, file.get("additive_mask")), "output_additive_mask");
        }
    }

    /** The decoder lets a target that sees nothing see everything. */
    @Test
    void hidesWhatTheMaskBlocks() throws IOException {
        try (ReferenceTensors file = attention()) {
            NDArray blocked = blocked(file);
            NDArray everything = blocked.min(new int[] {-1}, true).gt(0.5f).toType(DataType.FLOAT32, false);
            NDArray allowed = blocked.sub(everything).lt(0.5f);
            assertAttention(file, masked(file, allowed), "output_bool_mask_row_reset");
        }
    }

    /** Where PyTorch's module answers NaN, ours answers as if the values were zero: only the biases are left. */
    @Test
    void aTargetThatSeesNothingInOneHeadGetsZerosFromIt() throws IOException {
        try (ReferenceTensors file = attention()) {
            float[] expected = file.floats("output_bool_mask_with_one_full_row");
            NDArray output = masked(file, blocked(file).lt(0.5f));
            float[] actual = output.transpose(1, 0, 2).toFloatArray();
            int rows = 0;
            for (int start = 0; start < expected.length; start += 32) {
                if (Float.isNaN(expected[start])) {
                    rows++;
                    System.arraycopy(actual, start, expected, start, 32);
                }
            }
            assertThat(rows).isPositive();
            assertClose("other rows", actual, expected);
            assertThat(output.isNaN().any().getBoolean()).isFalse();
        }
    }

    private ReferenceTensors elementary() {
        return ReferenceTensors.open("ops/elementary.safetensors", manager);
    }

    private ReferenceTensors attention() {
        return ReferenceTensors.open("ops/multihead_attention.safetensors", manager);
    }

    private MultiHeadAttention layer(ReferenceTensors file) {
        Map<String, NDArray> weights = new HashMap<>();
        for (String name : new String[] {"in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"}) {
            weights.put(name, file.get(name));
        }
        return new MultiHeadAttention(ops, Weights.of(weights), 4);
    }

    private NDArray masked(ReferenceTensors file, NDArray mask) {
        return layer(file).forwardMasked(first(file, "query"), first(file, "key"), first(file, "value"), mask);
    }

    /** [batch, heads, targets, sources], 1 where PyTorch's mask blocks; ours is true where it lets through. */
    private static NDArray blocked(ReferenceTensors file) {
        return file.get("bool_mask").reshape(2, 4, 7, 11);
    }

    /** The reference is length first, ours batch first. */
    private static NDArray first(ReferenceTensors file, String name) {
        return file.get(name).transpose(1, 0, 2);
    }

    private static void assertAttention(ReferenceTensors file, NDArray output, String name) {
        assertClose(name, output.transpose(1, 0, 2).toFloatArray(), file.floats(name));
    }
}
