package org.scorewps.engine.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What to import.
 *
 * @param score the SCORE checkpoint: PyTorch or safetensors
 * @param clip the general CLIP's own weights (open_clip); fill in what the checkpoint lacks
 * @param remoteClip the remote-sensing CLIP's own weights (RemoteCLIP); fill in what the checkpoint lacks
 * @param out the model directory to make; its name is the model's name
 * @param config the training configuration: the authors' YAML, or a fixture directory's {@code config_*.json}
 * @param settings what neither the weights nor the configuration tell, or tell wrongly: names as in
 *     {@code published-settings.json}, values String, Number, Boolean or lists of them
 * @param force replace a model directory that is there already
 */
public record ImportRequest(
        Path score,
        Optional<Path> clip,
        Optional<Path> remoteClip,
        Path out,
        Optional<Path> config,
        Map<String, Object> settings,
        boolean force) {
    /** Copies the map. */
    public ImportRequest {
        settings = Map.copyOf(settings);
    }

    /** A request without any of the optional parts. */
    public static ImportRequest of(Path score, Path out) {
        return new ImportRequest(score, Optional.empty(), Optional.empty(), out, Optional.empty(), Map.of(), false);
    }

    /** The same request with a training configuration. */
    public ImportRequest withConfig(Path file) {
        return new ImportRequest(score, clip, remoteClip, out, Optional.of(file), settings, force);
    }
}
