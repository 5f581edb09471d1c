package org.scorewps.engine.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.scorewps.engine.network.tensor.Ops;

/**
 * AdamW with the paper's groups: no weight decay for norm layers and embedding tables, and gradients scaled so that
 * their norm over all parameters is at most a limit. Parameters that took no part in a step stay as they are.
 */
public final class Optimizer {
    /** Norm layers by their names in the checkpoint, and the tables that the authors hold as embeddings. */
    private static final Pattern UNDECAYED = Pattern.compile(".*\\.(norm\\d?|decoder_norm|_mask_pooling_proj\\.0"
            + "|input_proj\\.\\d+\\.1)\\.(weight|bias)|gca\\.ln\\.\\d+\\..*"
            + "|.*predictor\\.(query_feat|query_embed|level_embed)\\.weight|void_embedding\\.weight");

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPS = 1e-8;
    private static final double NORM_EPS = 1e-6;

    private final Ops ops;
    private final Map<String, NDArray> parameters;
    private final Map<String, Moments> moments;
    private final double weightDecay;
    private final double clipNorm;
    private long step;

    /**
     * Running means of a parameter's gradient.
     *
     * @param mean of the gradient, of the parameter's shape
     * @param square of its square
     */
    public record Moments(NDArray mean, NDArray square) {}

    /**
     * What an optimizer remembers.
     *
     * @param step steps done
     * @param moments of each parameter by name
     */
    public record State(long step, Map<String, Moments> moments) {
        /** Keeps the order. */
        public State {
            moments = new LinkedHashMap<>(moments);
        }
    }

    /**
     * An optimizer at its start.
     *
     * @param manager owns its state
     * @param parameters what is trained, by name
     * @param weightDecay decay of what is decayed
     * @param clipNorm largest norm of the gradient over all parameters
     */
    public Optimizer(Ops ops, NDManager manager, Map<String, NDArray> parameters, double weightDecay, double clipNorm) {
        this(ops, parameters, weightDecay, clipNorm, start(manager, parameters));
    }

    /**
     * An optimizer that goes on.
     *
     * @param state what it remembers; its arrays are changed by every step
     */
    public Optimizer(Ops ops, Map<String, NDArray> parameters, double weightDecay, double clipNorm, State state) {
        this.ops = ops;
        this.parameters = new LinkedHashMap<>(parameters);
        this.weightDecay = weightDecay;
        this.clipNorm = clipNorm;
        moments = state.moments();
        step = state.step();
    }

    private static State start(NDManager manager, Map<String, NDArray> parameters) {
        Map<String, Moments> moments = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> moments.put(
                name, new Moments(manager.zeros(parameter.getShape()), manager.zeros(parameter.getShape()))));
        return new State(0, moments);
    }

    /** What it remembers; the arrays are its own. */
    public State state() {
        return new State(step, moments);
    }

    /** The weight decay of a parameter. */
    public static double decayOf(String name, double weightDecay) {
        return UNDECAYED.matcher(name).matches() ? 0 : weightDecay;
    }

    /**
     * Changes every parameter by its gradient; those whose gradient is zero everywhere took no part and stay. Where the
     * norm is not finite nothing is changed. Gradient mode must be off.
     *
     * @return the gradients' norm before clipping
     */
    public double step(double learningRate) {
        return step(Gradients.sum(List.of(parameters)), learningRate, name -> 1);
    }

    /**
     * The same with gradients from elsewhere, and learning rates of their own for some parameters.
     *
     * @param gradients by parameter's name, without those that took no part; closed here
     * @param factor of the learning rate by a parameter's name
     */
    public double step(Map<String, NDArray> gradients, double learningRate, ToDoubleFunction<String> factor) {
        try {
            Map<String, Double> squares = new LinkedHashMap<>();
            gradients.forEach((name, gradient) -> squares.put(name, square(gradient)));
            double norm = Math.sqrt(
                    squares.values().stream().mapToDouble(Double::doubleValue).sum());
            if (Double.isFinite(norm)) {
                Map<String, NDArray> taking = new LinkedHashMap<>(gradients);
                taking.keySet().removeIf(name -> squares.get(name) == 0);
                change(
                        taking,
                        name -> learningRate * factor.applyAsDouble(name),
                        Math.min(1, clipNorm / (norm + NORM_EPS)));
            }
            return norm;
        } finally {
            gradients.values().forEach(NDArray::close);
        }
    }

    private static double square(NDArray gradient) {
        try (NDArray square = gradient.square();
                NDArray total = square.sum()) {
            return total.getFloat();
        }
    }

    private void change(Map<String, NDArray> gradients, ToDoubleFunction<String> learningRate, double clip) {
        step++;
        try (NDManager scope = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Map<List<Double>, NDArray> groups = new HashMap<>();
            gradients.forEach((name, gradient) -> {
                List<Double> group = List.of(learningRate.applyAsDouble(name), decayOf(name, weightDecay));
                NDArray numbers =
                        groups.computeIfAbsent(group, one -> scope.create(numbers(one.get(0), one.get(1), clip)));
                Moments own = moments.get(name);
                ops.adamW(parameters.get(name), gradient, own.mean(), own.square(), numbers);
            });
        }
    }

    private double[] numbers(double learningRate, double decay, double clip) {
        return new double[] {
            learningRate,
            decay,
            BETA1,
            BETA2,
            EPS,
            1 - Math.pow(BETA1, (double) step),
            Math.sqrt(1 - Math.pow(BETA2, (double) step)),
            clip
        };
    }
}
