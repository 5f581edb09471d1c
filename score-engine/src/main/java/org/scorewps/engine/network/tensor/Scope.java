package org.scorewps.engine.network.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.UnaryOperator;

/** Frees a block's intermediate tensors as soon as its result is there, which keeps the memory of a pass flat. */
public final class Scope {
    private Scope() {}

    /**
     * Runs a block on one tensor. DJL gives each result to the manager of the operation's first operand, so inside the
     * block every operation must start from the input or what came from it: {@code x.add(weight)}, never {@code
     * weight.add(x)}.
     *
     * @return the block's result, owned by the input's manager
     */
    public static NDArray run(NDArray input, UnaryOperator<NDArray> block) {
        NDManager owner = input.getManager();
        try (NDManager scope = owner.newSubManager()) {
            input.tempAttach(scope);
            NDArray result = block.apply(input);
            if (result == input) {
                return input;
            }
            result.attach(owner);
            return result;
        }
    }
}
