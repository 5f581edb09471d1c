package org.scorewps.engine.training;

/**
 * Weights and sampling of the losses; the matching costs have the same weights (Mask2Former, section 4.1).
 *
 * @param classWeight weight of the class cross-entropy
 * @param maskWeight weight of the mask cross-entropy
 * @param diceWeight weight of the dice loss
 * @param voidWeight weight of the void class within the cross-entropy
 * @param points points a mask is compared at
 * @param oversampling how many candidates are drawn for each point
 * @param importance share of the points that are the most uncertain candidates; the rest is drawn anew
 */
public record LossSettings(
        double classWeight,
        double maskWeight,
        double diceWeight,
        double voidWeight,
        int points,
        double oversampling,
        double importance) {
    /** The authors' settings. */
    public static final LossSettings PUBLISHED = new LossSettings(2, 5, 5, 0.1, 12544, 3, 0.75);
}
