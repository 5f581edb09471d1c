package org.scorewps.engine.training;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.checkpoint.TensorSource;
import org.scorewps.engine.checkpoint.Tensors;

/**
 * A model's tensors with more object queries: the new ones start near those it has, each as a copy with noise, so that they
 * know what objects are and differ enough to be matched with others.
 */
public final class MoreQueries extends ChangedTensors {
    private static final Pattern QUERIES = Pattern.compile(".*predictor\\.(query_feat|query_embed)\\.weight");

    /** Standard deviation of what is added; queries are drawn with 1 where a model is new. */
    private static final double NOISE = 0.3;

    private final int queries;
    private final long seed;

    /**
     * Takes the other tensors from a model.
     *
     * @param model is left to whoever opened it
     * @param queries how many there shall be, at least as many as the model has
     * @param seed the same seed gives the same values
     */
    public MoreQueries(TensorSource model, int queries, long seed) {
        super(model);
        this.queries = queries;
        this.seed = seed;
    }

    @Override
    boolean changes(String name) {
        return QUERIES.matcher(name).matches();
    }

    @Override
    List<Long> shape(TensorInfo before) {
        List<Long> shape = new ArrayList<>(before.shape());
        shape.set(0, (long) queries);
        return shape;
    }

    @Override
    float[] values(String name, List<Long> shape) {
        FloatBuffer known = Tensors.floats(model(), name);
        SplittableRandom random = new SplittableRandom(seed ^ name.hashCode());
        float[] values = new float[Math.toIntExact(shape.get(0) * shape.get(1))];
        for (int i = 0; i < values.length; i++) {
            double noise = i < known.capacity() ? 0 : NOISE * random.nextGaussian();
            values[i] = (float) (known.get(i % known.capacity()) + noise);
        }
        return values;
    }
}
