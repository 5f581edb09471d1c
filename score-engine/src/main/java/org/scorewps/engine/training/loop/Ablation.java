package org.scorewps.engine.training.loop;

import java.util.Optional;
import org.scorewps.engine.model.Variant;

/**
 * Single parts of a variant that are exchanged (the paper's section 4.4).
 *
 * @param integration where Region-Aware Integration puts the context
 * @param integrationContext which context it takes
 * @param adaptation how Global Context Adaptation changes the classifier
 * @param outOfVocabulary which CLIP classifies out of the vocabulary
 */
public record Ablation(
        Optional<Variant.Integration> integration,
        Optional<Variant.IntegrationContext> integrationContext,
        Optional<Variant.Adaptation> adaptation,
        Optional<Variant.OutOfVocabulary> outOfVocabulary) {
    /** A variant with these parts exchanged. */
    Variant of(Variant variant) {
        return new Variant(
                integration.orElse(variant.integration()),
                integrationContext.orElse(variant.integrationContext()),
                adaptation.orElse(variant.adaptation()),
                outOfVocabulary.orElse(variant.outOfVocabulary()));
    }
}
