package org.scorewps.engine.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.Architecture.TextTransformer;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.model.Variant;

/** Checks the values of a {@link ModelConfig}: ranges, and that the dimensions fit each other. */
final class ModelConfigCheck {
    /** No dimension of a network that fits a computer is larger; keeps broken files from asking for gigabytes. */
    private static final int MAX_DIMENSION = 10_000_000;

    private static final int MAX_LAYERS = 1000;
    private static final int MAX_NAMES = 10_000;
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final List<String> problems = new ArrayList<>();

    private ModelConfigCheck() {}

    /** What is wrong, one line each; empty when nothing is. */
    static List<String> problems(ModelConfig config) {
        ModelConfigCheck check = new ModelConfigCheck();
        check.values(config);
        check.files(config);
        return List.copyOf(check.problems);
    }

    /** The same of a configuration whose files are not written yet. */
    static List<String> valueProblems(ModelConfig config) {
        ModelConfigCheck check = new ModelConfigCheck();
        check.values(config);
        return List.copyOf(check.problems);
    }

    private void values(ModelConfig config) {
        architecture(config.architecture());
        constants(config);
        variant(config);
    }

    private void architecture(Architecture model) {
        require(
                model.imageTower().depths().size() == 4
                        && model.imageTower().dims().size() == 4,
                "architecture.image_tower must have four depths and four dims");
        model.imageTower().depths().forEach(depth -> layers("architecture.image_tower.depths", depth));
        model.imageTower().dims().forEach(dim -> dimension("architecture.image_tower.dims", dim));
        dimension("architecture.image_tower.head_hidden", model.imageTower().headHidden());
        require(
                model.imageTower().layerNormEps() > 0,
                "architecture.image_tower.layer_norm_eps must be greater than 0");
        text("architecture.text_tower", model.textTower());
        model.contextTextTower().ifPresent(tower -> text("architecture.context_text_tower", tower));
        contextTower(model.contextTower());
        pixelDecoder(model.pixelDecoder());
        decoder(model.decoder());
        dimension("architecture.embed_dim", model.embedDim());
        Architecture.RegionAwareIntegration integration = model.regionAwareIntegration();
        layers("architecture.region_aware_integration.layers", integration.layers());
        if (integration.layers() > 0) {
            dimension("architecture.region_aware_integration.feed_forward", integration.feedForward());
        }
        heads("architecture.region_aware_integration", integration.heads(), model.embedDim());
        layers(
                "architecture.global_context_adaptation.layers",
                model.globalContextAdaptation().layers());
        heads(
                "architecture.global_context_adaptation",
                model.globalContextAdaptation().heads(),
                model.embedDim());
    }

    private void text(String path, TextTransformer tower) {
        dimension(path + ".context_length", tower.contextLength());
        dimension(path + ".vocab_size", tower.vocabSize());
        dimension(path + ".width", tower.width());
        layers(path + ".layers", tower.layers());
        heads(path, tower.heads(), tower.width());
    }

    private void contextTower(Architecture.VisionTransformer tower) {
        String path = "architecture.context_tower";
        dimension(path + ".image_size", tower.imageSize());
        dimension(path + ".patch_size", tower.patchSize());
        dimension(path + ".width", tower.width());
        layers(path + ".layers", tower.layers());
        heads(path, tower.heads(), tower.width());
        require(
                tower.patchSize() > 0 && tower.imageSize() % tower.patchSize() == 0,
                path + ".image_size must be a multiple of patch_size");
    }

    private void pixelDecoder(Architecture.PixelDecoder decoder) {
        String path = "architecture.pixel_decoder";
        dimension(path + ".conv_dim", decoder.convDim());
        dimension(path + ".mask_dim", decoder.maskDim());
        dimension(path + ".points", decoder.points());
        dimension(path + ".feed_forward", decoder.feedForward());
        layers(path + ".layers", decoder.layers());
        heads(path, decoder.heads(), decoder.convDim());
        require(
                decoder.groupNormGroups() > 0 && decoder.convDim() % decoder.groupNormGroups() == 0,
                path + ".conv_dim must be a multiple of group_norm_groups");
    }

    private void decoder(Architecture.Decoder decoder) {
        String path = "architecture.decoder";
        dimension(path + ".hidden_dim", decoder.hiddenDim());
        dimension(path + ".feed_forward", decoder.feedForward());
        dimension(path + ".queries", decoder.queries());
        layers(path + ".layers", decoder.layers());
        heads(path, decoder.heads(), decoder.hiddenDim());
        require(
                decoder.kernelSizes().stream().allMatch(size -> size > 0 && size % 2 == 1),
                path + ".kernel_sizes must be odd and positive");
    }

    private void constants(ModelConfig config) {
        require(
                config.formatVersion() == ModelConfig.FORMAT_VERSION,
                "format_version is %d, this software reads %d"
                        .formatted(config.formatVersion(), ModelConfig.FORMAT_VERSION));
        names("train_classes", config.trainClasses());
        names("templates", config.templates());
        require(
                config.templates().stream().allMatch(template -> template.split("\\{}", -1).length == 2),
                "templates must each have {} once");
        require(
                config.pixelMean().size() == 3 && config.pixelStd().size() == 3,
                "pixel_mean and pixel_std must have three values each");
        require(config.pixelStd().stream().allMatch(value -> value > 0), "pixel_std must be greater than 0");
        dimension("size_divisibility", config.sizeDivisibility());
        dimension("tile_size", config.tileSize());
        require(
                config.sizeDivisibility() > 0 && config.sizeDivisibility() % 32 == 0,
                "size_divisibility must be a multiple of 32");
        require(
                config.sizeDivisibility() > 0 && config.tileSize() % config.sizeDivisibility() == 0,
                "tile_size must be a multiple of size_divisibility");
        require(
                List.of(1, 2, 4).contains(config.enlargement()),
                "input_scale must be 1, 2 or 4, not " + config.enlargement());
        require(
                config.groundResolution().isEmpty() || config.groundResolution().getAsDouble() > 0,
                "ground_resolution must be greater than 0");
        unit("alpha", config.alpha());
        unit("beta", config.beta());
        unit("min_score", config.minScore());
        dimension("max_instances", config.maxInstances());
    }

    private void files(ModelConfig config) {
        require(
                config.files().containsKey(ModelDirectory.WEIGHTS_FILE),
                "files." + ModelDirectory.WEIGHTS_FILE + " is missing");
        config.files().forEach((name, sum) -> {
            require(FILE_NAME.matcher(name).matches(), "files has \"" + name + "\", which is no plain file name");
            require(SHA_256.matcher(sum).matches(), "files." + name + " is no SHA-256");
        });
    }

    private void variant(ModelConfig config) {
        Architecture model = config.architecture();
        needs(
                config.variant().integrates(),
                model.regionAwareIntegration().layers(),
                "region_aware_integration.layers");
        needs(config.variant().dilates(), model.decoder().kernelSizes().size(), "decoder.kernel_sizes");
        needs(config.variant().attends(), model.globalContextAdaptation().layers(), "global_context_adaptation.layers");
        require(
                config.variant().outOfVocabulary() != Variant.OutOfVocabulary.REMOTE_SENSING_CLIP
                        || config.architecture().contextTextTower().isPresent(),
                "variant.out_of_vocabulary is remote_sensing_clip, but architecture.context_text_tower is missing");
    }

    private void needs(boolean needed, int count, String path) {
        require(!needed || count > 0, "variant needs architecture." + path + ", of which there are none");
    }

    private void names(String path, List<String> names) {
        require(!names.isEmpty() && names.size() <= MAX_NAMES, path + " must have 1 to " + MAX_NAMES + " entries");
        require(names.stream().noneMatch(String::isBlank), path + " has an empty entry");
    }

    private void heads(String path, int heads, int width) {
        require(
                heads > 0 && width % heads == 0,
                "%s.heads is %d, which does not divide the width %d".formatted(path, heads, width));
    }

    private void layers(String path, int value) {
        require(value >= 0 && value <= MAX_LAYERS, path + " must be 0 to " + MAX_LAYERS + ", not " + value);
    }

    private void dimension(String path, int value) {
        require(value > 0 && value <= MAX_DIMENSION, path + " must be 1 to " + MAX_DIMENSION + ", not " + value);
    }

    private void unit(String path, double value) {
        require(value >= 0 && value <= 1, path + " must be between 0 and 1, not " + value);
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
    }
}
