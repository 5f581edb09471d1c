/** Weights on disk: safetensors, PyTorch checkpoints, and the model directories made from them. */
package org.scorewps.engine.checkpoint;
