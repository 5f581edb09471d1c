package org.scorewps.engine.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.scorewps.engine.model.Variant;

/**
 * What the shapes of weights can't tell. Settings are JSON objects in layers: the published configuration
 * ({@code published-settings.json}), a training configuration, and the options of an import; the later replaces the
 * earlier, name by name.
 *
 * @param title one line for people
 * @param textHeads attention heads of the general CLIP's text tower; by default one for 64 channels
 * @param contextHeads the same of the remote-sensing CLIP's image tower
 * @param contextTextHeads the same of its text tower
 * @param pixelDecoderHeads attention heads of the pixel decoder; sampling points follow from the shapes then
 * @param decoderHeads attention heads of the decoder
 * @param integrationHeads attention heads of Region-Aware Integration
 * @param adaptationHeads attention heads of Global Context Adaptation
 * @param groupNormGroups groups of the pixel decoder's group norms
 * @param layerNormEps epsilon of the image tower's layer norms
 * @param preNorm whether the decoder normalises before attention and feed-forward
 * @param textQuickGelu whether the general CLIP's text tower uses x * sigmoid(1.702 x)
 * @param contextTextQuickGelu the same of the remote-sensing CLIP's text tower
 * @param kernelSizes dilation kernels; by default 3, 5, 7 and so on, as many as there are weights for
 * @param integration where Region-Aware Integration puts the context: with {@code none} its weights are not needed
 * @param integrationContext which context it takes: the dilation's weights are only needed for {@code regional}
 * @param adaptation how Global Context Adaptation changes the classifier: its weights are only needed for {@code
 *     attention} and {@code paper}
 * @param outOfVocabulary which CLIP classifies out of the vocabulary
 * @param trainClasses names of the training classes
 * @param templates prompt templates
 * @param pixelMean mean of red, green, blue on 0..255
 * @param pixelStd standard deviation of red, green, blue on 0..255
 * @param sizeDivisibility inputs are padded to a multiple of this
 * @param inputScale how many times pictures are enlarged before the network
 * @param tileSize side of the tiles the model works best with, pixels
 * @param groundResolution metres a pixel of the training data
 * @param alpha default weight of the out-of-vocabulary classifier for seen classes
 * @param beta the same for novel classes
 * @param ensembleOnValidMask use that classifier only for masks that cover a feature cell
 * @param poolByCoverage whether a cell counts for it by how much of it a mask covers
 * @param minScore default score threshold
 * @param maxInstances default number of detections a tile
 */
record ModelSettings(
        String title,
        Optional<Integer> textHeads,
        Optional<Integer> contextHeads,
        Optional<Integer> contextTextHeads,
        int pixelDecoderHeads,
        int decoderHeads,
        int integrationHeads,
        int adaptationHeads,
        int groupNormGroups,
        double layerNormEps,
        boolean preNorm,
        boolean textQuickGelu,
        boolean contextTextQuickGelu,
        Optional<List<Integer>> kernelSizes,
        Variant.Integration integration,
        Variant.IntegrationContext integrationContext,
        Variant.Adaptation adaptation,
        Variant.OutOfVocabulary outOfVocabulary,
        List<String> trainClasses,
        List<String> templates,
        List<Double> pixelMean,
        List<Double> pixelStd,
        int sizeDivisibility,
        Optional<Integer> inputScale,
        int tileSize,
        OptionalDouble groundResolution,
        double alpha,
        double beta,
        boolean ensembleOnValidMask,
        Optional<Boolean> poolByCoverage,
        double minScore,
        int maxInstances) {
    /** The variant of the paper that they name. */
    Variant variant() {
        return new Variant(integration, integrationContext, adaptation, outOfVocabulary);
    }
}
