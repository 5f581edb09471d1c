package org.scorewps.engine.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The content of {@code model.json}.
 *
 * @param formatVersion version of this format, {@link #FORMAT_VERSION}
 * @param title one line for people
 * @param architecture every dimension
 * @param variant which of the paper's variants it computes
 * @param trainClasses class names of the training data, in order, each possibly with synonyms after commas
 * @param templates prompt templates, each with {@code {}} for the name
 * @param pixelMean mean of red, green, blue on 0..255
 * @param pixelStd standard deviation of red, green, blue on 0..255
 * @param sizeDivisibility inputs are padded at the right and below to a multiple of this many pixels
 * @param inputScale how many times pictures are enlarged (bilinearly) before the network sees them, 1, 2 or 4; empty for
 *     1. Masks then have a cell for {@code 4 / inputScale} pixels: small objects are outlined better, at the square of the
 *     cost
 * @param tileSize side of the tiles the model works best with, pixels
 * @param groundResolution metres a pixel of the training data, empty when unknown
 * @param alpha default weight of the out-of-vocabulary classifier for seen classes
 * @param beta the same for novel classes
 * @param ensembleOnValidMask use the out-of-vocabulary classifier only for masks that cover a feature cell
 * @param poolByCoverage whether a feature's cell counts by how much of it a mask covers, where a mask is classified; empty for
 *     no, as in the authors' code: a cell counts where the mask covers its middle, and a mask that covers none has no feature
 * @param minScore default score threshold
 * @param maxInstances default number of detections a tile (the paper's detections per image)
 * @param provenance where it comes from: free names and values, such as source files and their SHA-256
 * @param files SHA-256 (lower-case hexadecimal) of each file of the directory but {@code model.json}
 */
public record ModelConfig(
        int formatVersion,
        String title,
        Architecture architecture,
        Variant variant,
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
        int maxInstances,
        Map<String, String> provenance,
        Map<String, String> files) {
    /** The version that this software writes. */
    public static final int FORMAT_VERSION = 1;

    /** Copies the collections. */
    public ModelConfig {
        trainClasses = List.copyOf(trainClasses);
        templates = List.copyOf(templates);
        pixelMean = List.copyOf(pixelMean);
        pixelStd = List.copyOf(pixelStd);
        provenance = Map.copyOf(provenance);
        files = Map.copyOf(files);
    }

    /** How many times pictures are enlarged before the network, 1 where nothing is said. */
    public int enlargement() {
        return inputScale.orElse(1);
    }

    /** The same model computing another variant. */
    public ModelConfig withVariant(Variant other) {
        return copy(title, architecture, other, trainClasses, inputScale, tileSize, maxInstances, provenance, files);
    }

    /**
     * The same network as training begins with it.
     *
     * @param newTitle one line for people
     * @param newVariant the variant that is trained
     * @param newClasses the classes to learn, each with synonyms after commas
     * @param newInputScale how many times pictures are enlarged before the network; empty: as they are now
     * @param newTileSize side of the pictures it is trained on, pixels
     */
    public ModelConfig withTraining(
            String newTitle,
            Variant newVariant,
            List<String> newClasses,
            Optional<Integer> newInputScale,
            int newTileSize) {
        return copy(
                newTitle,
                architecture,
                newVariant,
                newClasses,
                newInputScale.or(() -> inputScale),
                newTileSize,
                maxInstances,
                provenance,
                files);
    }

    /** The same model with another number of object queries; it gives at least as many detections a tile. */
    public ModelConfig withQueries(int queries) {
        return copy(
                title,
                architecture.withQueries(queries),
                variant,
                trainClasses,
                inputScale,
                tileSize,
                Math.max(maxInstances, queries),
                provenance,
                files);
    }

    /** The same model for pixels of another size, metres. */
    public ModelConfig withGroundResolution(double metres) {
        return new ModelConfig(
                formatVersion,
                title,
                architecture,
                variant,
                trainClasses,
                templates,
                pixelMean,
                pixelStd,
                sizeDivisibility,
                inputScale,
                tileSize,
                OptionalDouble.of(metres),
                alpha,
                beta,
                ensembleOnValidMask,
                poolByCoverage,
                minScore,
                maxInstances,
                provenance,
                files);
    }

    /** The same settings for a network of other dimensions. */
    public ModelConfig withArchitecture(Architecture other) {
        return copy(title, other, variant, trainClasses, inputScale, tileSize, maxInstances, provenance, files);
    }

    /** The same model with its provenance and the SHA-256 of its files. */
    public ModelConfig withOrigin(Map<String, String> newProvenance, Map<String, String> newFiles) {
        return copy(
                title,
                architecture,
                variant,
                trainClasses,
                inputScale,
                tileSize,
                maxInstances,
                newProvenance,
                newFiles);
    }

    private ModelConfig copy(
            String newTitle,
            Architecture newArchitecture,
            Variant newVariant,
            List<String> newClasses,
            Optional<Integer> newInputScale,
            int newTileSize,
            int newMaxInstances,
            Map<String, String> newProvenance,
            Map<String, String> newFiles) {
        return new ModelConfig(
                formatVersion,
                newTitle,
                newArchitecture,
                newVariant,
                newClasses,
                templates,
                pixelMean,
                pixelStd,
                sizeDivisibility,
                newInputScale,
                newTileSize,
                groundResolution,
                alpha,
                beta,
                ensembleOnValidMask,
                poolByCoverage,
                minScore,
                newMaxInstances,
                newProvenance,
                newFiles);
    }
}
