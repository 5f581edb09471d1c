/** What comes before SCORE's own training where no CLIP weights are at hand: small towers learn language and pictures. */
package org.scorewps.engine.training.pretraining;
