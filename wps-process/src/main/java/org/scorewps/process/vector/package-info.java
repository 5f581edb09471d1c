/** From mask logits to features: contours, merging over tile borders, measures, attributes. */
package org.scorewps.process.vector;
