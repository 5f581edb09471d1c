package org.scorewps.engine.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.model.Variant;

/** Configurations for tests. */
public final class TestModels {
    private TestModels() {}

    /** A small configuration that passes every check. */
    public static ModelConfig config() {
        Architecture architecture = new Architecture(
                new Architecture.ConvNext(List.of(2, 2, 3, 2), List.of(16, 32, 48, 96), 128, 1e-6),
                new Architecture.TextTransformer(77, 49408, 12, 2, 3, false),
                new Architecture.VisionTransformer(224, 14, 48, 3, 3),
                Optional.empty(),
                new Architecture.PixelDecoder(64, 64, 2, 8, 4, 256, 32),
                new Architecture.Decoder(64, 8, 128, 3, 20, false, List.of(3, 5, 7)),
                new Architecture.RegionAwareIntegration(5, 8, 128),
                new Architecture.GlobalContextAdaptation(1, 8),
                64);
        return new ModelConfig(
                ModelConfig.FORMAT_VERSION,
                "A model \u00fcber <all>",
                architecture,
                Variant.RELEASED,
                List.of("ship", "plane,airplane"),
                List.of("a photo of {}."),
                List.of(1.5, 2.0, 3.0),
                List.of(1.0, 1.0, 1.0),
                32,
                Optional.empty(),
                512,
                OptionalDouble.empty(),
                0.4,
                0.8,
                false,
                Optional.empty(),
                0.05,
                300,
                Map.of("source", "test"),
                Map.of("weights.safetensors", "0".repeat(64)));
    }
}
