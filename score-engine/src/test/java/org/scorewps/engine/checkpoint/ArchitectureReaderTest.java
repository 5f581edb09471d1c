package org.scorewps.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.Architecture.ConvNext;
import org.scorewps.engine.model.Architecture.Decoder;
import org.scorewps.engine.model.Architecture.GlobalContextAdaptation;
import org.scorewps.engine.model.Architecture.PixelDecoder;
import org.scorewps.engine.model.Architecture.RegionAwareIntegration;
import org.scorewps.engine.model.Architecture.TextTransformer;
import org.scorewps.engine.model.Architecture.VisionTransformer;

class ArchitectureReaderTest {
    /** ConvNeXt-L, ViT-L/14 and the decoders of the paper's section 4.2. */
    private static final Architecture FULL_SIZE = new Architecture(
            new ConvNext(List.of(3, 3, 27, 3), List.of(192, 384, 768, 1536), 1536, 1e-6),
            new TextTransformer(77, 49408, 768, 12, 16, false),
            new VisionTransformer(224, 14, 1024, 16, 24),
            Optional.of(new TextTransformer(77, 49408, 768, 12, 12, true)),
            new PixelDecoder(256, 256, 6, 8, 4, 1024, 32),
            new Decoder(256, 8, 2048, 9, 300, false, List.of(3, 5, 7, 9, 11, 13)),
            new RegionAwareIntegration(5, 8, 2048),
            new GlobalContextAdaptation(1, 8),
            768);

    @Test
    void readsTheFullSizeModel() throws IOException {
        assertThat(ArchitectureReader.read(FullSizeTensors.of("score"), published()))
                .isEqualTo(FULL_SIZE);
    }

    @Test
    void expectsExactlyTheFullSizeModelsTensors() {
        List<TensorInfo> tensors = new ArrayList<>(FullSizeTensors.of("score"));
        assertThat(tensors).hasSize(1358);
        TensorCheck check = TensorCheck.of(FULL_SIZE, tensors);
        assertThat(check.missing()).isEmpty();
        assertThat(check.misshapen()).isEmpty();
        assertThat(check.unexpected()).containsExactly("criterion.empty_weight");
        assertThat(ExpectedTensors.of(FULL_SIZE)).hasSize(1357);
    }

    @Test
    void clipFilesFillInTheWholeTowers() {
        List<String> names = new ArrayList<>();
        FullSizeTensors.of("clip").forEach(info -> names.add(ExpectedTensors.CLIP + info.name()));
        FullSizeTensors.of("remote_clip").forEach(info -> names.add(ExpectedTensors.CONTEXT_CLIP + info.name()));
        assertThat(ExpectedTensors.of(FULL_SIZE).keySet()).containsAll(names);
        assertThat(names).hasSize(543 + 446);
    }

    @Test
    void projectsFeaturesWhereWidthsDiffer() {
        Decoder decoder = new Decoder(128, 8, 256, 1, 10, false, List.of(3));
        Architecture other = new Architecture(
                FULL_SIZE.imageTower(),
                FULL_SIZE.textTower(),
                FULL_SIZE.contextTower(),
                Optional.empty(),
                FULL_SIZE.pixelDecoder(),
                decoder,
                FULL_SIZE.regionAwareIntegration(),
                FULL_SIZE.globalContextAdaptation(),
                768);
        assertThat(ExpectedTensors.of(other))
                .containsEntry("sem_seg_head.predictor.input_proj.2.weight", List.of(128L, 256L, 1L, 1L))
                .doesNotContainKey("clip_rs.clip_model.token_embedding.weight");
    }

    @Test
    void oneMessageListsEverythingThatDoesNotFit() {
        List<TensorInfo> tensors = new ArrayList<>(FullSizeTensors.of("score"));
        tensors.removeIf(info -> info.name().startsWith("gca.") || info.name().contains("ln_pre"));
        tensors.removeIf(info -> info.name().contains("resblocks.3.ln"));
        tensors.replaceAll(info -> info.name().equals("void_embedding.weight")
                ? new TensorInfo(info.name(), ElementType.I64, List.of(1L, 768L))
                : info);
        tensors.replaceAll(info -> info.name().endsWith("query_embed.weight")
                ? new TensorInfo(info.name(), ElementType.F32, List.of(299L, 256L))
                : info);
        tensors.add(new TensorInfo("extra", ElementType.F32, List.of()));
        assertThat(TensorCheck.of(FULL_SIZE, tensors).message())
                .contains("18 missing: ", "clip_rs.clip_model.visual.ln_pre.weight", "gca.multiattn.0.in_proj_weight")
                .contains("2 unexpected: criterion.empty_weight, extra")
                .contains("2 of a wrong shape or type: ")
                .contains("sem_seg_head.predictor.query_embed.weight is [299, 256], not [300, 256]")
                .contains("void_embedding.weight holds I64, no real numbers");
    }

    @Test
    void messagesStayShort() {
        assertThat(TensorCheck.of(FULL_SIZE, List.of()).message()).contains("1357 missing: ", ", and 1337 more");
    }

    @Test
    void saysWhichFileIsNeededWhenATowerIsMissing() {
        List<TensorInfo> tensors = new ArrayList<>(FullSizeTensors.of("score"));
        tensors.removeIf(info -> info.name().startsWith("clip_rs."));
        assertThatThrownBy(() -> ArchitectureReader.read(tensors, published()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the remote-sensing CLIP's weights (clip_rs.clip_model.*) are missing: give its file too "
                        + "(--remote-clip)");
        assertThatThrownBy(() -> ArchitectureReader.read(FullSizeTensors.of("clip"), published()))
                .hasMessageContaining("is this a SCORE checkpoint?");
    }

    private static ModelSettings published() throws IOException {
        String text =
                Files.readString(Path.of("src/main/resources/org/scorewps/engine/checkpoint/published-settings.json"));
        return new RecordJsonReader()
                .read(JsonParser.parseString(text).getAsJsonObject(), ModelSettings.class)
                .orElseThrow();
    }
}
