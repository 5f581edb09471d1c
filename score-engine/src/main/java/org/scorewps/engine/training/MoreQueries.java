package org.scorewps.engine.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.checkpoint.TensorSource;
import org.scorewps.engine.checkpoint.Tensors;

/**
 * A model's tensors with more object queries: the new ones start near those it has, each as a copy with noise, so that they
 * know what objects are and differ enough to be matched with others.
 */
public final class MoreQueries implements TensorSource {
    private static final Pattern QUERIES = Pattern.compile(".*predictor\\.(query_feat|query_embed)\\.weight");

    /** Standard deviation of what is added; queries are drawn with 1 where a model is new. */
    private static final double NOISE = 0.3;

    private final TensorSource model;
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
        this.model = model;
        this.queries = queries;
        this.seed = seed;
    }

    private static boolean isQueries(String name) {
        return QUERIES.matcher(name).matches();
    }

    @Override
    public List<TensorInfo> tensors() {
        return model.tensors().stream().map(this::described).toList();
    }

    @Override
    public boolean contains(String name) {
        return model.contains(name);
    }

    @Override
    public TensorInfo info(String name) {
        return described(model.info(name));
    }

    private TensorInfo described(TensorInfo info) {
        if (!isQueries(info.name())) {
            return info;
        }
        List<Long> shape = new ArrayList<>(info.shape());
        shape.set(0, (long) queries);
        return new TensorInfo(info.name(), ElementType.F32, shape);
    }

    @Override
    public ByteBuffer data(String name) {
        if (!isQueries(name)) {
            return model.data(name);
        }
        FloatBuffer known = Tensors.floats(model, name);
        SplittableRandom random = new SplittableRandom(seed ^ name.hashCode());
        int count = (int) described(model.info(name)).elements();
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            double noise = i < known.capacity() ? 0 : NOISE * random.nextGaussian();
            values[i] = (float) (known.get(i % known.capacity()) + noise);
        }
        return NewModel.bytes(values);
    }

    @Override
    public void close() throws IOException {
        // nothing of its own
    }
}
