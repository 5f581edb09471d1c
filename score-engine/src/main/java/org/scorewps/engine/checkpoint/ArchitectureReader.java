package org.scorewps.engine.checkpoint;

import static org.scorewps.engine.checkpoint.ExpectedTensors.ADAPTATION;
import static org.scorewps.engine.checkpoint.ExpectedTensors.CLIP;
import static org.scorewps.engine.checkpoint.ExpectedTensors.CONTEXT_CLIP;
import static org.scorewps.engine.checkpoint.ExpectedTensors.PIXEL_DECODER;
import static org.scorewps.engine.checkpoint.ExpectedTensors.PREDICTOR;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.Architecture.ConvNext;
import org.scorewps.engine.model.Architecture.Decoder;
import org.scorewps.engine.model.Architecture.GlobalContextAdaptation;
import org.scorewps.engine.model.Architecture.PixelDecoder;
import org.scorewps.engine.model.Architecture.RegionAwareIntegration;
import org.scorewps.engine.model.Architecture.TextTransformer;
import org.scorewps.engine.model.Architecture.VisionTransformer;

/** Reads a network's dimensions from the shapes of its weights; what they can't tell comes from settings. */
final class ArchitectureReader {
    private static final int STAGES = 4;
    private static final int LEVELS = 3;

    /** Channels of one attention head in every published CLIP. */
    private static final int CLIP_HEAD_WIDTH = 64;

    /** More layers of a kind than any network has: stops counting in a hostile file. */
    private static final int MAX_LAYERS = 1000;

    private final Map<String, List<Long>> shapes = new HashMap<>();
    private final ModelSettings settings;
    private final List<String> missing = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    private ArchitectureReader(Collection<TensorInfo> tensors, ModelSettings settings) {
        tensors.forEach(info -> shapes.put(info.name(), info.shape()));
        this.settings = settings;
    }

    /**
     * Reads the dimensions.
     *
     * @throws InvalidInputException when tensors that tell them are missing, or settings that they can't tell; the
     *     message lists them all
     */
    static Architecture read(Collection<TensorInfo> tensors, ModelSettings settings) {
        ArchitectureReader reader = new ArchitectureReader(tensors, settings);
        Architecture architecture = reader.architecture();
        List<String> problems = reader.problems();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("; ", problems));
        }
        return architecture;
    }

    private Architecture architecture() {
        return new Architecture(
                imageTower(),
                textTower(CLIP, "text_heads", settings.textHeads(), settings.textQuickGelu()),
                contextTower(),
                shapes.containsKey(CONTEXT_CLIP + "token_embedding.weight")
                        ? Optional.of(textTower(
                                CONTEXT_CLIP,
                                "context_text_heads",
                                settings.contextTextHeads(),
                                settings.contextTextQuickGelu()))
                        : Optional.empty(),
                pixelDecoder(),
                decoder(),
                integration(),
                adaptation(),
                size(CLIP + "visual.head.mlp.fc2.weight", 0));
    }

    /** Parts that the variant doesn't compute may be missing; they have no layers then. */
    private RegionAwareIntegration integration() {
        String width = PREDICTOR + "transformer.layers.0.linear1.weight";
        boolean there = settings.variant().integrates() || shapes.containsKey(width);
        return new RegionAwareIntegration(
                count(PREDICTOR + "transformer.layers.%d.linear1.weight"),
                settings.integrationHeads(),
                there ? size(width, 0) : 0);
    }

    private GlobalContextAdaptation adaptation() {
        int layers = count(ADAPTATION + "multiattn.%d.in_proj_weight");
        if (settings.variant().attends() && layers == 0) {
            missing.add(ADAPTATION + "multiattn.0.in_proj_weight");
        }
        return new GlobalContextAdaptation(layers, settings.adaptationHeads());
    }

    private ConvNext imageTower() {
        String stages = CLIP + "visual.trunk.stages.";
        return new ConvNext(
                IntStream.range(0, STAGES)
                        .mapToObj(stage -> count(stages + stage + ".blocks.%d.gamma"))
                        .toList(),
                IntStream.range(0, STAGES)
                        .mapToObj(stage -> size(stages + stage + ".blocks.0.gamma", 0))
                        .toList(),
                size(CLIP + "visual.head.mlp.fc1.weight", 0),
                settings.layerNormEps());
    }

    private TextTransformer textTower(String prefix, String setting, Optional<Integer> heads, boolean quickGelu) {
        int width = size(prefix + "positional_embedding", 1);
        return new TextTransformer(
                size(prefix + "positional_embedding", 0),
                size(prefix + "token_embedding.weight", 0),
                width,
                clipHeads(setting, heads, prefix + "positional_embedding", width),
                count(prefix + "transformer.resblocks.%d.ln_1.weight"),
                quickGelu);
    }

    private VisionTransformer contextTower() {
        String prefix = CONTEXT_CLIP + "visual.";
        int width = size(prefix + "conv1.weight", 0);
        int patch = size(prefix + "conv1.weight", 2);
        // one position for each patch, and one for the class token
        int grid = (int) Math.round(Math.sqrt(size(prefix + "positional_embedding", 0) - 1.0));
        return new VisionTransformer(
                Math.multiplyExact(grid, patch),
                patch,
                width,
                clipHeads("context_heads", settings.contextHeads(), prefix + "conv1.weight", width),
                count(prefix + "transformer.resblocks.%d.ln_1.weight"));
    }

    private PixelDecoder pixelDecoder() {
        String layer = PIXEL_DECODER + "transformer.encoder.layers.0.";
        int heads = settings.pixelDecoderHeads();
        String weights = layer + "self_attn.attention_weights.weight";
        int samples = size(weights, 0);
        if (samples % (LEVELS * Math.max(1, heads)) != 0 && !missing.contains(weights)) {
            unknown.add("%s has %d rows, which is no multiple of %d levels times %d heads: set pixel_decoder_heads"
                    .formatted(weights, samples, LEVELS, heads));
        }
        return new PixelDecoder(
                size(PIXEL_DECODER + "input_proj.0.0.weight", 0),
                size(PIXEL_DECODER + "mask_features.weight", 0),
                count(PIXEL_DECODER + "transformer.encoder.layers.%d.linear1.weight"),
                heads,
                samples / (LEVELS * Math.max(1, heads)),
                size(layer + "linear1.weight", 0),
                settings.groupNormGroups());
    }

    private Decoder decoder() {
        String kernelLogits = PREDICTOR + "kernel_size_logits";
        boolean dilates = settings.variant().dilates() || shapes.containsKey(kernelLogits);
        int kernels = dilates ? size(kernelLogits, 0) : 0;
        return new Decoder(
                size(PREDICTOR + "query_feat.weight", 1),
                settings.decoderHeads(),
                size(PREDICTOR + "transformer_ffn_layers.0.linear1.weight", 0),
                count(PREDICTOR + "transformer_self_attention_layers.%d.norm.weight"),
                size(PREDICTOR + "query_feat.weight", 0),
                settings.preNorm(),
                settings.kernelSizes().filter(sizes -> dilates).orElseGet(() -> IntStream.range(
                                0, Math.min(kernels, MAX_LAYERS))
                        .mapToObj(i -> 3 + 2 * i)
                        .toList()));
    }

    /** The heads that a setting tells, or that every published CLIP of this width has. */
    private int clipHeads(String setting, Optional<Integer> heads, String weights, int width) {
        if (heads.isEmpty() && width % CLIP_HEAD_WIDTH != 0 && !missing.contains(weights)) {
            unknown.add("the width %d of %s is no multiple of %d, so its heads can't be told: set %s"
                    .formatted(width, weights, CLIP_HEAD_WIDTH, setting));
        }
        return heads.orElse(Math.max(1, width / CLIP_HEAD_WIDTH));
    }

    /** How many of a numbered name there are, from 0 on. */
    private int count(String pattern) {
        int count = 0;
        while (count < MAX_LAYERS && shapes.containsKey(pattern.formatted(count))) {
            count++;
        }
        return count;
    }

    private int size(String name, int dimension) {
        List<Long> shape = shapes.get(name);
        if (shape == null || shape.size() <= dimension || shape.get(dimension) > Integer.MAX_VALUE) {
            if (!missing.contains(name)) {
                missing.add(name);
            }
            return 1;
        }
        return Math.toIntExact(shape.get(dimension));
    }

    /** What is missing: whole towers with what to do about them, then single tensors. */
    private List<String> problems() {
        Map<String, String> towers = new LinkedHashMap<>();
        towers.put(CLIP, "the general CLIP's weights (%s*) are missing: give its file too (--clip)");
        towers.put(
                CONTEXT_CLIP, "the remote-sensing CLIP's weights (%s*) are missing: give its file too (--remote-clip)");
        towers.put(PIXEL_DECODER, "the pixel decoder's weights (%s*) are missing: is this a SCORE checkpoint?");
        towers.put(PREDICTOR, "the decoder's weights (%s*) are missing: is this a SCORE checkpoint?");
        towers.keySet().removeIf(prefix -> !lacks(prefix));
        List<String> problems = new ArrayList<>(unknown);
        towers.forEach((prefix, message) -> problems.add(message.formatted(prefix)));
        List<String> single = missing.stream()
                .filter(name -> towers.keySet().stream().noneMatch(name::startsWith))
                .toList();
        if (!single.isEmpty()) {
            problems.add("tensors that tell the network's dimensions are missing or misshapen: "
                    + String.join(", ", single));
        }
        return problems;
    }

    private boolean lacks(String prefix) {
        return shapes.keySet().stream().noneMatch(name -> name.startsWith(prefix));
    }
}
