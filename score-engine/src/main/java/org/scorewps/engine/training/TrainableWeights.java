package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.scorewps.engine.checkpoint.TensorSource;
import org.scorewps.engine.network.tensor.Weights;

/**
 * A model's weights for training: the trained ones are copies that carry gradients, the frozen ones stay as they are.
 *
 * @param weights all of them
 * @param trained the trained ones by name
 */
public record TrainableWeights(Weights weights, Map<String, NDArray> trained) {
    /** As in the paper: everything but the two CLIPs. */
    public static final Predicate<String> WITHOUT_TOWERS =
            name -> !name.startsWith("backbone.") && !name.startsWith("clip_rs.");

    /**
     * Loads them.
     *
     * @param source must stay open as long as the manager
     * @param train tells the trained ones by name
     */
    public static TrainableWeights load(TensorSource source, NDManager manager, Predicate<String> train) {
        Map<String, NDArray> all = new LinkedHashMap<>();
        Map<String, NDArray> trained = new LinkedHashMap<>();
        new TreeMap<>(Weights.load(source, manager).all()).forEach((name, array) -> {
            if (train.test(name)) {
                NDArray copy = array.duplicate();
                copy.setRequiresGradient(true);
                trained.put(name, copy);
                all.put(name, copy);
            } else {
                all.put(name, array);
            }
        });
        return new TrainableWeights(Weights.of(all), trained);
    }

    /** The same memory once more, the trained weights with gradients of their own. */
    public TrainableWeights replica() {
        Map<String, NDArray> all = new LinkedHashMap<>(weights.all());
        Map<String, NDArray> aliases = new LinkedHashMap<>();
        trained.forEach((name, array) -> {
            NDArray alias = array.stopGradient();
            alias.setRequiresGradient(true);
            aliases.put(name, alias);
        });
        all.putAll(aliases);
        return new TrainableWeights(Weights.of(all), aliases);
    }

    /** Forgets the gradients. */
    public void zeroGradients() {
        for (NDArray parameter : trained.values()) {
            if (parameter.hasGradient()) {
                try (NDArray gradient = parameter.getGradient()) {
                    gradient.subi(gradient);
                }
            }
        }
    }
}
