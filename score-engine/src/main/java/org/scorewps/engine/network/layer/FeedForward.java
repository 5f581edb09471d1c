package org.scorewps.engine.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.scorewps.engine.network.tensor.Weights;

/** A transformer's feed-forward network: {@code linear1}, ReLU, {@code linear2}. */
public final class FeedForward {
    private final Linear first;
    private final Linear second;
    private final Dropout dropout;

    /** The layers {@code linear1} and {@code linear2}. */
    public FeedForward(Weights weights) {
        this(weights, Dropout.NONE);
    }

    /** The same with dropout of the hidden layer. */
    public FeedForward(Weights weights, Dropout dropout) {
        this.dropout = dropout;
        first = Linear.of(weights.at("linear1"));
        second = Linear.of(weights.at("linear2"));
    }

    /** Applies it to the last axis; no residual. */
    public NDArray forward(NDArray x) {
        return second.forward(dropout.forward(Activation.relu(first.forward(x))));
    }
}
