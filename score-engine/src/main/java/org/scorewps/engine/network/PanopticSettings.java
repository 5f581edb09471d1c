package org.scorewps.engine.network;

import java.util.function.IntPredicate;

/**
 * What decides which queries become segments of a panoptic map.
 *
 * @param objectMaskThreshold queries whose best class is no more probable are left out
 * @param overlapThreshold queries that keep a smaller share of their mask are dropped
 * @param things tells countable classes by class index
 */
public record PanopticSettings(double objectMaskThreshold, double overlapThreshold, IntPredicate things) {}
