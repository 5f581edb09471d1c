package org.scorewps.engine.training;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;
import org.scorewps.engine.model.Architecture;

/**
 * Start values of every weight by its name, as the authors' code and the libraries it builds on draw them: Xavier for
 * attention, Kaiming for plain layers, small normals for CLIP towers, a star of directions for deformable offsets. Each
 * tensor has its own random numbers, made of the seed and its name, so the order of drawing doesn't matter.
 */
final class WeightInitialization {
    /** Layer scale of ConvNeXt blocks. Its paper starts at 1e-6, for 300 epochs; a short training needs a head start. */
    private static final double LAYER_SCALE = 0.1;

    private static final double LOGIT_SCALE = Math.log(1 / 0.07);
    private static final double LAMBDA = 0.1;
    private static final Pattern NORM = Pattern.compile(".*(norm\\d?|stem\\.1|downsample\\.0|ln_\\w+|gca\\.ln\\.\\d+"
            + "|_mask_pooling_proj\\.0|input_proj\\.\\d\\.1)\\.(weight|bias)");

    private final Architecture architecture;
    private final long seed;

    WeightInitialization(Architecture architecture, long seed) {
        this.architecture = architecture;
        this.seed = seed;
    }

    /** Start values of a weight, C order. */
    float[] values(String name, List<Long> shape) {
        int count = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ hash(name));
        if (NORM.matcher(name).matches()) {
            return filled(count, i -> name.endsWith("weight") ? 1 : 0);
        }
        if (name.endsWith("logit_scale")) {
            return filled(count, i -> LOGIT_SCALE);
        }
        if (name.startsWith("backbone.clip_model.visual.")) {
            return imageTower(name, count, random);
        }
        if (name.startsWith("backbone.") || name.startsWith("clip_rs.")) {
            return transformerTower(name, shape, count, random);
        }
        return head(name, shape, count, random);
    }

    /** timm's ConvNeXt. */
    private static float[] imageTower(String name, int count, SplittableRandom random) {
        if (name.endsWith("gamma")) {
            return filled(count, i -> LAYER_SCALE);
        }
        if (name.endsWith("bias")) {
            return new float[count];
        }
        return filled(count, i -> 0.02 * Math.max(-2, Math.min(2, random.nextGaussian())));
    }

    /** CLIP's transformers: widths and depths set the deviations. */
    private float[] transformerTower(String name, List<Long> shape, int count, SplittableRandom random) {
        boolean text = !name.contains(".visual.");
        int width = name.startsWith("backbone.")
                ? architecture.textTower().width()
                : text
                        ? architecture.contextTextTower().orElseThrow().width()
                        : architecture.contextTower().width();
        int layers = name.startsWith("backbone.")
                ? architecture.textTower().layers()
                : text
                        ? architecture.contextTextTower().orElseThrow().layers()
                        : architecture.contextTower().layers();
        if (name.endsWith("bias")) {
            return new float[count];
        }
        if (name.endsWith("conv1.weight")) {
            return uniform(count, 1 / Math.sqrt((double) fanIn(shape)), random);
        }
        double deviation;
        if (name.endsWith("token_embedding.weight")) {
            deviation = 0.02;
        } else if (text && name.endsWith("positional_embedding")) {
            deviation = 0.01;
        } else if (name.endsWith("c_fc.weight")) {
            deviation = 1 / Math.sqrt(2.0 * width);
        } else if (name.endsWith("out_proj.weight") || name.endsWith("c_proj.weight")) {
            deviation = 1 / Math.sqrt((double) width * 2 * layers);
        } else {
            deviation = 1 / Math.sqrt(width);
        }
        return normal(count, deviation, random);
    }

    private float[] head(String name, List<Long> shape, int count, SplittableRandom random) {
        if (name.endsWith("learnable_weight")) {
            return filled(count, i -> LAMBDA);
        }
        if (name.endsWith("kernel_size_logits")) {
            return uniform(count, 0.5, random);
        }
        if (name.matches(".*(query_feat|query_embed|level_embed|void_embedding).*")) {
            return normal(count, 1, random);
        }
        if (name.contains("sampling_offsets")) {
            return name.endsWith("bias") ? star(count) : new float[count];
        }
        if (name.contains("attention_weights")
                || name.matches(".*(in_proj_bias|out_proj\\.bias|value_proj\\.bias"
                        + "|output_proj\\.bias|input_proj\\.\\d\\.0\\.bias|mask_features\\.bias)")) {
            return new float[count];
        }
        if (name.matches(".*(adapter_1|layer_1|mask_features|predictor\\.input_proj\\.\\d)\\.weight")) {
            return uniform(count, Math.sqrt(3.0 / (double) fanIn(shape)), random);
        }
        boolean attends = name.matches(".*(in_proj_weight|value_proj\\.weight|output_proj\\.weight)");
        boolean transformer = name.contains("pixel_decoder") || name.matches(".*transformer_(self|cross|ffn)\\w*.*");
        if (shape.size() > 1 && (attends || transformer)) {
            return uniform(count, Math.sqrt(6.0 / (double) (fanIn(shape) + fanOut(shape))), random);
        }
        long fan = shape.size() > 1 ? fanIn(shape) : fanOfBias(name, count);
        return uniform(count, 1 / Math.sqrt((double) fan), random);
    }

    /** PyTorch draws a bias by its layer's inputs, which its own shape doesn't tell. */
    private long fanOfBias(String name, int count) {
        boolean second = name.endsWith("linear2.bias");
        if (!second) {
            return name.contains("pixel_decoder")
                    ? architecture.pixelDecoder().convDim()
                    : name.contains("predictor.transformer.")
                            ? architecture.embedDim()
                            : architecture.decoder().hiddenDim();
        }
        if (name.contains("pixel_decoder")) {
            return architecture.pixelDecoder().feedForward();
        }
        return name.contains("predictor.transformer.")
                ? architecture.regionAwareIntegration().feedForward()
                : Math.max(count, architecture.decoder().feedForward());
    }

    /** Offsets of deformable attention: each head looks its own way, its points one cell further each. */
    private float[] star(int count) {
        int heads = architecture.pixelDecoder().heads();
        int points = architecture.pixelDecoder().points();
        int levels = count / (2 * heads * points);
        float[] values = new float[count];
        for (int i = 0; i < count / 2; i++) {
            int head = i / (levels * points);
            double angle = 2 * Math.PI * head / heads;
            double longest = Math.max(Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle)));
            int step = i % points + 1;
            values[2 * i] = (float) (Math.cos(angle) / longest * step);
            values[2 * i + 1] = (float) (Math.sin(angle) / longest * step);
        }
        return values;
    }

    private static float[] uniform(int count, double bound, SplittableRandom random) {
        return filled(count, i -> (2 * random.nextDouble() - 1) * bound);
    }

    private static float[] normal(int count, double deviation, SplittableRandom random) {
        return filled(count, i -> deviation * random.nextGaussian());
    }

    private static float[] filled(int count, IntToDoubleFunction value) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) value.applyAsDouble(i);
        }
        return values;
    }

    private static long fanIn(List<Long> shape) {
        return shape.stream().skip(1).reduce(1L, Math::multiplyExact);
    }

    private static long fanOut(List<Long> shape) {
        return shape.get(0) * shape.stream().skip(2).reduce(1L, Math::multiplyExact);
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String name) {
        return Arrays.stream(name.chars().toArray())
                .asLongStream()
                .reduce(0xcbf29ce484222325L, (h, c) -> (h ^ c) * 0x100000001b3L);
    }
}
