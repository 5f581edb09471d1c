/**
 * The SCORE network: the paper's context, semantic and instance branches (Figure 2), their integration and the
 * open-vocabulary classification, as DJL tensor operations on the checkpoint's own weights.
 */
package org.scorewps.engine.network;
