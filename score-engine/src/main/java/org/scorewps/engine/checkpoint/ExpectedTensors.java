package org.scorewps.engine.checkpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.Architecture.ConvNext;
import org.scorewps.engine.model.Architecture.Decoder;
import org.scorewps.engine.model.Architecture.PixelDecoder;
import org.scorewps.engine.model.Architecture.TextTransformer;
import org.scorewps.engine.model.Architecture.VisionTransformer;

/**
 * The names and shapes of all weights that a network of some dimensions has. Names are those of the authors' released
 * code, whose module tree they spell out. Parts without layers, which a variant of the paper doesn't compute, have none.
 */
public final class ExpectedTensors {
    /** Prefix of the general CLIP's weights. */
    public static final String CLIP = "backbone.clip_model.";

    /** Prefix of the remote-sensing CLIP's weights. */
    public static final String CONTEXT_CLIP = "clip_rs.clip_model.";

    /** Prefix of the pixel decoder's weights. */
    public static final String PIXEL_DECODER = "sem_seg_head.pixel_decoder.";

    /** Prefix of the decoder's weights, Region-Aware Integration among them. */
    public static final String PREDICTOR = "sem_seg_head.predictor.";

    /** Prefix of Global Context Adaptation's weights. */
    public static final String ADAPTATION = "gca.";

    /** The classifier's row for "no object". */
    public static final String VOID_EMBEDDING = "void_embedding.weight";

    private static final int STEM = 4;
    private static final int DEPTHWISE = 7;
    private static final long MLP_RATIO = 4;
    private static final int LEVELS = 3;
    private static final int MLP_LAYERS = 3;

    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    private ExpectedTensors() {}

    /** The shape of every weight by name, in the order of the released code. */
    public static Map<String, List<Long>> of(Architecture model) {
        ExpectedTensors tensors = new ExpectedTensors();
        tensors.textTower(CLIP, model.textTower(), model.embedDim());
        tensors.imageTower(CLIP + "visual.", model.imageTower(), model.embedDim());
        model.contextTextTower().ifPresent(tower -> tensors.textTower(CONTEXT_CLIP, tower, model.embedDim()));
        tensors.contextTower(CONTEXT_CLIP + "visual.", model.contextTower(), model.embedDim());
        tensors.pixelDecoder(model.pixelDecoder(), model.imageTower().dims());
        tensors.decoder(model.decoder(), model.pixelDecoder(), model.embedDim());
        tensors.integration(model);
        tensors.add(VOID_EMBEDDING, 1, model.embedDim());
        for (int i = 0; i < model.globalContextAdaptation().layers(); i++) {
            tensors.attention(ADAPTATION + "multiattn." + i, model.embedDim());
            if (i < model.globalContextAdaptation().layers() - 1) {
                tensors.norm(ADAPTATION + "ln." + i, model.embedDim());
            }
        }
        return tensors.shapes;
    }

    private void textTower(String prefix, TextTransformer tower, int embedDim) {
        add(prefix + "positional_embedding", tower.contextLength(), tower.width());
        add(prefix + "text_projection", tower.width(), embedDim);
        add(prefix + "logit_scale");
        residualBlocks(prefix, tower.layers(), tower.width());
        add(prefix + "token_embedding.weight", tower.vocabSize(), tower.width());
        norm(prefix + "ln_final", tower.width());
    }

    private void imageTower(String prefix, ConvNext tower, int embedDim) {
        int first = tower.dims().get(0);
        convolution(prefix + "trunk.stem.0", first, 3, STEM);
        norm(prefix + "trunk.stem.1", first);
        for (int stage = 0; stage < tower.dims().size(); stage++) {
            int dim = tower.dims().get(stage);
            String path = prefix + "trunk.stages." + stage + ".";
            if (stage > 0) {
                int before = tower.dims().get(stage - 1);
                norm(path + "downsample.0", before);
                convolution(path + "downsample.1", dim, before, 2);
            }
            for (int i = 0; i < tower.depths().get(stage); i++) {
                String block = path + "blocks." + i + ".";
                add(block + "gamma", dim);
                convolution(block + "conv_dw", dim, 1, DEPTHWISE);
                norm(block + "norm", dim);
                linear(block + "mlp.fc1", MLP_RATIO * dim, dim);
                linear(block + "mlp.fc2", dim, MLP_RATIO * dim);
            }
        }
        int last = tower.dims().get(tower.dims().size() - 1);
        norm(prefix + "trunk.head.norm", last);
        linear(prefix + "head.mlp.fc1", tower.headHidden(), last);
        add(prefix + "head.mlp.fc2.weight", embedDim, tower.headHidden());
    }

    private void contextTower(String prefix, VisionTransformer tower, int embedDim) {
        int width = tower.width();
        add(prefix + "class_embedding", width);
        add(prefix + "positional_embedding", 1L + (long) tower.grid() * tower.grid(), width);
        add(prefix + "proj", width, embedDim);
        add(prefix + "conv1.weight", width, 3, tower.patchSize(), tower.patchSize());
        norm(prefix + "ln_pre", width);
        residualBlocks(prefix, tower.layers(), width);
        norm(prefix + "ln_post", width);
    }

    private void residualBlocks(String prefix, int layers, int width) {
        for (int i = 0; i < layers; i++) {
            String block = prefix + "transformer.resblocks." + i + ".";
            norm(block + "ln_1", width);
            attention(block + "attn", width);
            norm(block + "ln_2", width);
            linear(block + "mlp.c_fc", MLP_RATIO * width, width);
            linear(block + "mlp.c_proj", width, MLP_RATIO * width);
        }
    }

    private void pixelDecoder(PixelDecoder decoder, List<Integer> channels) {
        int dim = decoder.convDim();
        for (int level = 0; level < LEVELS; level++) {
            // levels go from the coarsest to the finest
            String path = PIXEL_DECODER + "input_proj." + level + ".";
            convolution(path + "0", dim, channels.get(channels.size() - 1 - level), 1);
            norm(path + "1", dim);
        }
        add(PIXEL_DECODER + "transformer.level_embed", LEVELS, dim);
        long samples = (long) decoder.heads() * LEVELS * decoder.points();
        for (int i = 0; i < decoder.layers(); i++) {
            String path = PIXEL_DECODER + "transformer.encoder.layers." + i + ".";
            linear(path + "self_attn.sampling_offsets", 2 * samples, dim);
            linear(path + "self_attn.attention_weights", samples, dim);
            linear(path + "self_attn.value_proj", dim, dim);
            linear(path + "self_attn.output_proj", dim, dim);
            norm(path + "norm1", dim);
            linear(path + "linear1", decoder.feedForward(), dim);
            linear(path + "linear2", dim, decoder.feedForward());
            norm(path + "norm2", dim);
        }
        convolution(PIXEL_DECODER + "mask_features", decoder.maskDim(), dim, 1);
        add(PIXEL_DECODER + "adapter_1.weight", dim, channels.get(0), 1, 1);
        norm(PIXEL_DECODER + "adapter_1.norm", dim);
        add(PIXEL_DECODER + "layer_1.weight", dim, dim, 3, 3);
        norm(PIXEL_DECODER + "layer_1.norm", dim);
    }

    private void decoder(Decoder decoder, PixelDecoder features, int embedDim) {
        int dim = decoder.hiddenDim();
        add(PREDICTOR + "logit_scale");
        if (!decoder.kernelSizes().isEmpty()) {
            add(PREDICTOR + "kernel_size_logits", decoder.kernelSizes().size());
        }
        for (int i = 0; i < decoder.layers(); i++) {
            String self = PREDICTOR + "transformer_self_attention_layers." + i + ".";
            attention(self + "self_attn", dim);
            norm(self + "norm", dim);
            String cross = PREDICTOR + "transformer_cross_attention_layers." + i + ".";
            attention(cross + "multihead_attn", dim);
            norm(cross + "norm", dim);
            String feedForward = PREDICTOR + "transformer_ffn_layers." + i + ".";
            linear(feedForward + "linear1", decoder.feedForward(), dim);
            linear(feedForward + "linear2", dim, decoder.feedForward());
            norm(feedForward + "norm", dim);
        }
        norm(PREDICTOR + "decoder_norm", dim);
        add(PREDICTOR + "query_feat.weight", decoder.queries(), dim);
        add(PREDICTOR + "query_embed.weight", decoder.queries(), dim);
        add(PREDICTOR + "level_embed.weight", LEVELS, dim);
        if (features.convDim() != dim) {
            for (int level = 0; level < LEVELS; level++) {
                convolution(PREDICTOR + "input_proj." + level, dim, features.convDim(), 1);
            }
        }
        perceptron(PREDICTOR + "mask_embed", dim, features.maskDim());
        norm(PREDICTOR + "_mask_pooling_proj.0", dim);
        linear(PREDICTOR + "_mask_pooling_proj.1", dim, dim);
        perceptron(PREDICTOR + "class_embed", dim, embedDim);
    }

    private void integration(Architecture model) {
        int dim = model.embedDim();
        int hidden = model.regionAwareIntegration().feedForward();
        if (model.regionAwareIntegration().layers() > 0) {
            add(PREDICTOR + "learnable_weight", 1);
        }
        for (int i = 0; i < model.regionAwareIntegration().layers(); i++) {
            String path = PREDICTOR + "transformer.layers." + i + ".";
            attention(path + "self_attn", dim);
            linear(path + "linear1", hidden, dim);
            linear(path + "linear2", dim, hidden);
            norm(path + "norm1", dim);
            norm(path + "norm2", dim);
        }
    }

    private void perceptron(String path, int dim, int output) {
        for (int i = 0; i < MLP_LAYERS; i++) {
            linear(path + ".layers." + i, i < MLP_LAYERS - 1 ? dim : output, dim);
        }
    }

    private void attention(String path, int width) {
        add(path + ".in_proj_weight", 3L * width, width);
        add(path + ".in_proj_bias", 3L * width);
        linear(path + ".out_proj", width, width);
    }

    private void convolution(String path, int output, int input, int kernel) {
        add(path + ".weight", output, input, kernel, kernel);
        add(path + ".bias", output);
    }

    private void linear(String path, long output, long input) {
        add(path + ".weight", output, input);
        add(path + ".bias", output);
    }

    private void norm(String path, int width) {
        add(path + ".weight", width);
        add(path + ".bias", width);
    }

    private void add(String name, long... shape) {
        shapes.put(name, Arrays.stream(shape).boxed().toList());
    }
}
