package org.scorewps.engine.training.pretraining;

import org.scorewps.engine.ImageTile;

/**
 * What a contrastive pre-training learns from.
 *
 * @param picture the picture
 * @param caption what can be seen on it
 */
record CaptionedPicture(ImageTile picture, String caption) {}
