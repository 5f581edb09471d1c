package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.model.Architecture;

class ActivationMemoryTest {
    private static Architecture architecture(int firstStage, int queries) {
        return new Architecture(
                new Architecture.ConvNext(List.of(1, 1, 1, 1), List.of(firstStage, 64, 96, 160), 160, 1e-6),
                new Architecture.TextTransformer(77, 49408, 32, 2, 3, false),
                new Architecture.VisionTransformer(112, 14, 96, 3, 4),
                Optional.empty(),
                new Architecture.PixelDecoder(96, 80, 2, 6, 4, 256, 32),
                new Architecture.Decoder(96, 6, 256, 4, queries, false, List.of()),
                new Architecture.RegionAwareIntegration(0, 0, 0),
                new Architecture.GlobalContextAdaptation(0, 0),
                160);
    }

    /** Of the tensors that are kept, with the sizes above. */
    private static long kept(long firstStage, long quarter) {
        return firstStage * quarter + 64 * quarter / 4 + 96 * quarter / 16 + 160 * quarter / 64 + 80 * quarter;
    }

    @Test
    void theLargestTensorsCount() {
        long quarter = 64 * 64;
        // many queries: their masks; few: masks at full size, 16 of them, or the first stage where that is wide
        assertThat(ActivationMemory.bytes(architecture(32, 500), 1, 256, 256))
                .isEqualTo(10 * (kept(32, quarter) + 16 * 500 * quarter));
        assertThat(ActivationMemory.bytes(architecture(32, 10), 1, 256, 256))
                .isEqualTo(10 * (kept(32, quarter) + 6 * 16 * 256 * 256));
        assertThat(ActivationMemory.bytes(architecture(192, 10), 1, 256, 256))
                .isEqualTo(10 * (kept(192, quarter) + 10 * 192 * quarter));
    }

    @Test
    void sidesAreRoundedUpAsTheNetworkDoes() {
        Architecture architecture = architecture(32, 500);
        assertThat(ActivationMemory.bytes(architecture, 1, 225, 255))
                .isEqualTo(ActivationMemory.bytes(architecture, 1, 256, 256));
        assertThat(ActivationMemory.bytes(architecture, 1, 512, 512))
                .isEqualTo(4 * ActivationMemory.bytes(architecture, 1, 256, 256));
        assertThat(ActivationMemory.bytes(architecture, 2, 256, 256))
                .isEqualTo(ActivationMemory.bytes(architecture, 1, 512, 512));
    }
}
