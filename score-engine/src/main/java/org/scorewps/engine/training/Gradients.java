package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gradients that backward passes left at parameters. */
public final class Gradients {
    private Gradients() {}

    /**
     * Sums gradients over replicas, of those parameters that took part in a step. The sum is made in place, in the first
     * gradient that there is.
     *
     * @param replicas each one's parameters by name
     * @return by name; to be closed
     */
    public static Map<String, NDArray> sum(List<Map<String, NDArray>> replicas) {
        Map<String, NDArray> sums = new LinkedHashMap<>();
        for (Map<String, NDArray> replica : replicas) {
            replica.forEach((name, parameter) -> of(parameter).ifPresent(gradient -> {
                NDArray sum = sums.putIfAbsent(name, gradient);
                if (sum != null) {
                    try (gradient) {
                        sum.addi(gradient);
                    }
                }
            }));
        }
        return sums;
    }

    /** DJL itself gives zeros for a parameter that was in no graph yet. */
    private static Optional<NDArray> of(NDArray parameter) {
        return parameter.hasGradient()
                ? Optional.ofNullable(JniUtils.getGradient((PtNDArray) parameter))
                : Optional.empty();
    }
}
