package org.scorewps.engine.model;

/**
 * Which of the paper's variants a model computes. The released code is the default; see the tables of section 4.4 for
 * the others.
 *
 * @param integration where Region-Aware Integration (section 3.4) puts the context
 * @param integrationContext which context it takes (Table 4)
 * @param adaptation how Global Context Adaptation (section 3.5) changes the classifier (Table 5)
 * @param outOfVocabulary which CLIP classifies out of the vocabulary (Table 6)
 */
public record Variant(
        Integration integration,
        IntegrationContext integrationContext,
        Adaptation adaptation,
        OutOfVocabulary outOfVocabulary) {

    /** What the authors' checkpoints were trained with. */
    public static final Variant RELEASED = new Variant(
            Integration.RELEASED, IntegrationContext.REGIONAL, Adaptation.ATTENTION, OutOfVocabulary.GENERAL_CLIP);

    /** The formulas of the paper, equations 6 and 7. */
    public static final Variant PAPER =
            new Variant(Integration.PAPER, IntegrationContext.REGIONAL, Adaptation.PAPER, OutOfVocabulary.GENERAL_CLIP);

    /** FC-CLIP, the paper's baseline: neither integration nor adaptation. */
    public static final Variant BASELINE =
            new Variant(Integration.NONE, IntegrationContext.REGIONAL, Adaptation.NONE, OutOfVocabulary.GENERAL_CLIP);

    /** Whether Region-Aware Integration takes place, so that its weights are needed. */
    public boolean integrates() {
        return integration != Integration.NONE;
    }

    /** Whether masks are dilated, so that the dilation's weights are needed. */
    public boolean dilates() {
        return integrates() && integrationContext == IntegrationContext.REGIONAL;
    }

    /** Whether Global Context Adaptation attends, so that its weights are needed. */
    public boolean attends() {
        return adaptation == Adaptation.ATTENTION || adaptation == Adaptation.PAPER;
    }

    /** Where Region-Aware Integration puts the context. */
    public enum Integration {
        /** No integration: class embeddings are used as the decoder makes them. */
        NONE,
        /** The context is added once, before the first layer; each query is a sequence of its own. */
        RELEASED,
        /** Equation 6: in every layer queries attend to each other and to lambda times the context vectors. */
        PAPER
    }

    /** Which context Region-Aware Integration takes. */
    public enum IntegrationContext {
        /** The dense feature pooled over each query's dilated mask. */
        REGIONAL,
        /** The class token of the whole picture. */
        CLS_TOKEN,
        /** The patch embeddings of the whole picture: their mean where one vector is added, all of them as keys. */
        PATCH
    }

    /** How Global Context Adaptation changes the classifier's text embeddings. */
    public enum Adaptation {
        /** The text embeddings as they are. */
        NONE,
        /** The normalised global context is added to each row. */
        ADD,
        /**
         * The global context is appended to each row and the class embedding to itself, so that logits are the sum of
         * both products; no trained parameters.
         */
        CONCAT,
        /** As released: text is the query, the global context the only key. */
        ATTENTION,
        /** Equation 7: the global context is the query, text is key and value; the one result is added to every row. */
        PAPER
    }

    /** Which CLIP classifies out of the vocabulary. */
    public enum OutOfVocabulary {
        /** The image tower of the instance branch. */
        GENERAL_CLIP,
        /** The remote-sensing CLIP of the context branch. */
        REMOTE_SENSING_CLIP
    }
}
