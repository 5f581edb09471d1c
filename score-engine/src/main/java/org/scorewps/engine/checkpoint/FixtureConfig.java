package org.scorewps.engine.checkpoint;

import static java.util.Map.entry;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.scorewps.engine.InvalidInputException;

/** The {@code config_*.json} of a fixture directory: every dimension and constant of a model under test. */
final class FixtureConfig {
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            entry("clip_text_tower.heads", "text_heads"),
            entry("rs_clip.heads", "context_heads"),
            entry("rs_clip.text.heads", "context_text_heads"),
            entry("pixel_decoder.heads", "pixel_decoder_heads"),
            entry("transformer_decoder.heads", "decoder_heads"),
            entry("rai.heads", "integration_heads"),
            entry("gca.heads", "adaptation_heads"),
            entry("pixel_decoder.group_norm_groups", "group_norm_groups"),
            entry("clip_image_tower.layer_norm_eps", "layer_norm_eps"),
            entry("transformer_decoder.pre_norm", "pre_norm"),
            entry("transformer_decoder.kernel_size_choices", "kernel_sizes"),
            entry("train_classes", "train_classes"),
            entry("templates", "templates"),
            entry("pixel_mean", "pixel_mean"),
            entry("pixel_std", "pixel_std"),
            entry("size_divisibility", "size_divisibility"),
            entry("alpha", "alpha"),
            entry("beta", "beta"),
            entry("ensemble_on_valid_mask", "ensemble_on_valid_mask"),
            entry("detections_per_image", "max_instances"));

    private static final Map<String, String> EXPECTED = Map.ofEntries(
            entry("clip_image_tower.depths", "image_tower.depths"),
            entry("clip_image_tower.dims", "image_tower.dims"),
            entry("clip_image_tower.projection_head.hidden", "image_tower.head_hidden"),
            entry("clip_text_tower.context_length", "text_tower.context_length"),
            entry("clip_text_tower.vocab_size", "text_tower.vocab_size"),
            entry("clip_text_tower.width", "text_tower.width"),
            entry("clip_text_tower.layers", "text_tower.layers"),
            entry("rs_clip.image_resolution", "context_tower.image_size"),
            entry("rs_clip.patch_size", "context_tower.patch_size"),
            entry("rs_clip.width", "context_tower.width"),
            entry("rs_clip.layers", "context_tower.layers"),
            entry("pixel_decoder.conv_dim", "pixel_decoder.conv_dim"),
            entry("pixel_decoder.mask_dim", "pixel_decoder.mask_dim"),
            entry("pixel_decoder.encoder_layers", "pixel_decoder.layers"),
            entry("pixel_decoder.points", "pixel_decoder.points"),
            entry("pixel_decoder.dim_feedforward", "pixel_decoder.feed_forward"),
            entry("transformer_decoder.hidden_dim", "decoder.hidden_dim"),
            entry("transformer_decoder.dim_feedforward", "decoder.feed_forward"),
            entry("transformer_decoder.layers", "decoder.layers"),
            entry("transformer_decoder.queries", "decoder.queries"),
            entry("rai.layers", "region_aware_integration.layers"),
            entry("rai.dim_feedforward", "region_aware_integration.feed_forward"),
            entry("gca.layers", "global_context_adaptation.layers"),
            entry("embed_dim", "embed_dim"));

    private FixtureConfig() {}

    /**
     * What the file says.
     *
     * @throws InvalidInputException when it is no such file, or names a channel order that is not supported
     */
    static TrainingConfig toTrainingConfig(String file, JsonObject json) {
        if (!json.has("clip_image_tower") || !json.has("transformer_decoder")) {
            throw new InvalidInputException(
                    file + ": neither a detectron2 configuration nor a fixture's config_*.json");
        }
        JsonElement order = TrainingConfig.at(json, "channel_order");
        if (!order.isJsonNull() && !order.getAsString().equals("RGB")) {
            throw new InvalidInputException(file + ": channel_order is " + order + ", only RGB is supported");
        }
        JsonObject settings = new JsonObject();
        TrainingConfig.pick(json, SETTINGS).forEach(settings::add);
        return new TrainingConfig(file, settings, TrainingConfig.pick(json, EXPECTED), Optional.empty());
    }
}
