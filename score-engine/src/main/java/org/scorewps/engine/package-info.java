/**
 * The door to the segmentation engine: open a {@link org.scorewps.engine.SegmentationEngine}, open a session for a model
 * and a vocabulary, hand it image tiles, receive detections. The engine knows tensors and images, nothing of maps.
 */
package org.scorewps.engine;
