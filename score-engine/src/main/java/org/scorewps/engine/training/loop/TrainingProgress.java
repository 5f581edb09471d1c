package org.scorewps.engine.training.loop;

/**
 * How far a training is.
 *
 * @param step steps done
 * @param iterations steps in all
 * @param loss the weighted sum of all losses of the last step
 * @param picturesPerSecond speed since this run began, without evaluations
 * @param secondsLeft time left at that speed
 */
public record TrainingProgress(int step, int iterations, double loss, double picturesPerSecond, double secondsLeft) {}
