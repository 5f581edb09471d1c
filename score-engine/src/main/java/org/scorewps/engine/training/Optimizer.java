package org.scorewps.engine.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.scorewps.engine.network.tensor.Ops;

/**
 * AdamW with the paper's groups: no weight decay for norm layers and embedding tables, and gradients scaled so that
 * their norm over all parameters is at most a limit.
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
    private final Map<String, Moments> moments = new LinkedHashMap<>();
    private final double weightDecay;
    private final double clipNorm;
    private long step;

    private record Moments(NDArray mean, NDArray square) {}

    /**
     * An optimizer at its start.
     *
     * @param manager owns its state
     * @param parameters what is trained, by name
     * @param weightDecay decay of what is decayed
     * @param clipNorm largest norm of the gradient over all parameters
     */
    public Optimizer(Ops ops, NDManager manager, Map<String, NDArray> parameters, double weightDecay, double clipNorm) {
        this.ops = ops;
        this.parameters = new LinkedHashMap<>(parameters);
        this.weightDecay = weightDecay;
        this.clipNorm = clipNorm;
        parameters.forEach((name, parameter) -> moments.put(
                name, new Moments(manager.zeros(parameter.getShape()), manager.zeros(parameter.getShape()))));
    }

    /** The weight decay of a parameter. */
    public static double decayOf(String name, double weightDecay) {
        return UNDECAYED.matcher(name).matches() ? 0 : weightDecay;
    }

    /** Norm of the gradients over all parameters. */
    public double gradientNorm() {
        double sum = 0;
        for (NDArray parameter : parameters.values()) {
            if (!parameter.hasGradient()) {
                continue;
            }
            try (NDArray gradient = parameter.getGradient();
                    NDArray square = gradient.square();
                    NDArray total = square.sum()) {
                sum += total.getFloat();
            }
        }
        return Math.sqrt(sum);
    }

    /**
     * Changes every parameter that has one by its gradient. Gradient mode must be off.
     *
     * @return the gradients' norm before clipping
     */
    public double step(double learningRate) {
        step++;
        double norm = gradientNorm();
        double clip = Math.min(1, clipNorm / (norm + NORM_EPS));
        parameters.forEach((name, parameter) -> {
            if (!parameter.hasGradient()) {
                return;
            }
            double[] numbers = {
                learningRate,
                decayOf(name, weightDecay),
                BETA1,
                BETA2,
                EPS,
                1 - Math.pow(BETA1, (double) step),
                Math.sqrt(1 - Math.pow(BETA2, (double) step)),
                clip
            };
            try (NDManager scope = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                    NDArray gradient = parameter.getGradient()) {
                Moments state = moments.get(name);
                ops.adamW(parameter, gradient, state.mean(), state.square(), scope.create(numbers));
            }
        });
        return norm;
    }
}
