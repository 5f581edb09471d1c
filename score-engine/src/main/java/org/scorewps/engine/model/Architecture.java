package org.scorewps.engine.model;

import java.util.List;
import java.util.Optional;

/**
 * Every dimension of a SCORE network. Nothing in the network's code is a literal of these.
 *
 * @param imageTower the general CLIP's image tower, the backbone of the instance branch
 * @param textTower the general CLIP's text tower, the semantic branch
 * @param contextTower the remote-sensing CLIP's image tower, the context branch
 * @param contextTextTower the remote-sensing CLIP's text tower, empty when the weights lack it; only used when
 *     that CLIP classifies out of the vocabulary
 * @param pixelDecoder the deformable pixel decoder
 * @param decoder the masked-attention decoder
 * @param regionAwareIntegration the transformer of section 3.4
 * @param globalContextAdaptation the attention of section 3.5
 * @param embedDim width of the space that text and image share
 */
public record Architecture(
        ConvNext imageTower,
        TextTransformer textTower,
        VisionTransformer contextTower,
        Optional<TextTransformer> contextTextTower,
        PixelDecoder pixelDecoder,
        Decoder decoder,
        RegionAwareIntegration regionAwareIntegration,
        GlobalContextAdaptation globalContextAdaptation,
        int embedDim) {

    /** The same dimensions without the remote-sensing CLIP's text tower. */
    public Architecture withoutContextTextTower() {
        return new Architecture(
                imageTower,
                textTower,
                contextTower,
                Optional.empty(),
                pixelDecoder,
                decoder,
                regionAwareIntegration,
                globalContextAdaptation,
                embedDim);
    }

    /** The same dimensions with another number of object queries. */
    public Architecture withQueries(int queries) {
        return new Architecture(
                imageTower,
                textTower,
                contextTower,
                contextTextTower,
                pixelDecoder,
                new Decoder(
                        decoder.hiddenDim,
                        decoder.heads,
                        decoder.feedForward,
                        decoder.layers,
                        queries,
                        decoder.preNorm,
                        decoder.kernelSizes),
                regionAwareIntegration,
                globalContextAdaptation,
                embedDim);
    }

    /**
     * ConvNeXt (stem 4 x 4 stride 4, four stages at strides 4, 8, 16, 32) with a two-layer visual head.
     *
     * @param depths blocks in each of the four stages
     * @param dims channels of each of the four stages
     * @param headHidden hidden width of the visual head
     * @param layerNormEps epsilon of all its layer norms
     */
    public record ConvNext(List<Integer> depths, List<Integer> dims, int headHidden, double layerNormEps) {
        /** Copies the lists. */
        public ConvNext {
            depths = List.copyOf(depths);
            dims = List.copyOf(dims);
        }
    }

    /**
     * CLIP text transformer with causal attention, pooled at the largest token id.
     *
     * @param contextLength tokens in a prompt
     * @param vocabSize rows of the token embedding
     * @param width channels
     * @param heads attention heads
     * @param layers residual blocks
     * @param quickGelu x * sigmoid(1.702 x) instead of the erf form of GELU
     */
    public record TextTransformer(
            int contextLength, int vocabSize, int width, int heads, int layers, boolean quickGelu) {}

    /**
     * CLIP vision transformer.
     *
     * @param imageSize side of the square input, pixels
     * @param patchSize side of a patch, pixels
     * @param width channels
     * @param heads attention heads
     * @param layers residual blocks
     */
    public record VisionTransformer(int imageSize, int patchSize, int width, int heads, int layers) {
        /** Patches along a side. */
        public int grid() {
            return imageSize / patchSize;
        }
    }

    /**
     * Multi-scale deformable pixel decoder over strides 32, 16, 8 and a feature pyramid step to stride 4.
     *
     * @param convDim channels of the features
     * @param maskDim channels of the mask features
     * @param layers encoder layers
     * @param heads attention heads
     * @param points sampling points a head and level
     * @param feedForward hidden width of the feed-forward networks
     * @param groupNormGroups groups of all group norms
     */
    public record PixelDecoder(
            int convDim, int maskDim, int layers, int heads, int points, int feedForward, int groupNormGroups) {}

    /**
     * Masked-attention transformer decoder.
     *
     * @param hiddenDim channels
     * @param heads attention heads
     * @param feedForward hidden width of the feed-forward networks
     * @param layers decoder layers (one less than prediction heads)
     * @param queries object queries
     * @param preNorm layer norm before, not after, attention and feed-forward
     * @param kernelSizes dilation kernels to choose from, odd; none where masks are not dilated
     */
    public record Decoder(
            int hiddenDim,
            int heads,
            int feedForward,
            int layers,
            int queries,
            boolean preNorm,
            List<Integer> kernelSizes) {
        /** Copies the list. */
        public Decoder {
            kernelSizes = List.copyOf(kernelSizes);
        }
    }

    /**
     * Region-Aware Integration.
     *
     * @param layers transformer layers; none in a model without it
     * @param heads attention heads
     * @param feedForward hidden width of the feed-forward networks; 0 without layers
     */
    public record RegionAwareIntegration(int layers, int heads, int feedForward) {}

    /**
     * Global Context Adaptation.
     *
     * @param layers attention layers; none in a model without it
     * @param heads attention heads
     */
    public record GlobalContextAdaptation(int layers, int heads) {}
}
