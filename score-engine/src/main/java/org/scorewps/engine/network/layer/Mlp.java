package org.scorewps.engine.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.network.tensor.Weights;

/** Linear layers {@code layers.0}, {@code layers.1}, ... with ReLU between them. */
public final class Mlp {
    private final List<Linear> layers = new ArrayList<>();

    /** The layers that there are weights for. */
    public Mlp(Weights weights) {
        for (int i = 0; i == 0 || weights.contains("layers." + i + ".weight"); i++) {
            layers.add(Linear.of(weights.at("layers." + i)));
        }
    }

    /** Applies them to the last axis. */
    public NDArray forward(NDArray x) {
        NDArray y = layers.get(0).forward(x);
        for (Linear layer : layers.subList(1, layers.size())) {
            y = layer.forward(Activation.relu(y));
        }
        return y;
    }
}
