/** Building blocks that all branches share, each holding its weights under PyTorch's names. */
package org.scorewps.engine.network.layer;
