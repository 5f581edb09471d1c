package org.scorewps.engine.network.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.Variant;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.layer.LayerNorm;
import org.scorewps.engine.network.layer.MultiHeadAttention;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Scope;
import org.scorewps.engine.network.tensor.Weights;

/**
 * Global Context Adaptation (section 3.5): lets the whole picture change the classifier's text embeddings. In the
 * released formula text asks and the global context is the only key, so that one and the same vector a picture is added
 * to every row; in equation 7 the context asks and text answers, again one vector a picture, which is added to every row
 * since a classifier needs a row a class.
 */
public final class GlobalContextAdaptation {
    private final Ops ops;
    private final Variant.Adaptation adaptation;
    private final List<MultiHeadAttention> attentions = new ArrayList<>();
    private final List<LayerNorm> norms = new ArrayList<>();

    /** The adaptation of {@code gca}; variants without parameters need no weights. */
    public GlobalContextAdaptation(
            Ops ops, Weights weights, Architecture.GlobalContextAdaptation shape, Variant.Adaptation adaptation) {
        this.ops = ops;
        this.adaptation = adaptation;
        boolean attends = adaptation == Variant.Adaptation.ATTENTION || adaptation == Variant.Adaptation.PAPER;
        for (int i = 0; attends && i < shape.layers(); i++) {
            attentions.add(new MultiHeadAttention(ops, weights.at("multiattn." + i), shape.heads()));
            if (i < shape.layers() - 1) {
                norms.add(new LayerNorm(weights.at("ln." + i)));
            }
        }
    }

    /**
     * Adapts the classifier to each picture.
     *
     * @param global the scene's class token [batch, embedDim]
     * @param text text embeddings [names, embedDim], normalised
     * @return [batch, names, embedDim], not normalised again; with {@link Variant.Adaptation#CONCAT} the context follows
     *     each row: [batch, names, 2 * embedDim]
     */
    public NDArray forward(NDArray global, NDArray text, Trace trace) {
        return Scope.run(global, g -> {
            long batch = g.getShape().get(0);
            Shape full =
                    new Shape(batch, text.getShape().get(0), text.getShape().get(1));
            NDArray context = ops.l2Normalize(g).expandDims(1);
            NDArray rows = g.getManager().zeros(full).add(text);
            trace.tensor("gca", "query_text", () -> flat(rows));
            trace.tensor("gca", "memory_clip_global_normalized", () -> flat(context.broadcast(full)));
            NDArray adapted =
                    switch (adaptation) {
                        case NONE -> rows;
                        case ADD -> rows.add(context);
                        case CONCAT -> rows.concat(context.broadcast(full), 2);
                        case ATTENTION, PAPER -> attend(rows, context);
                    };
            trace.tensor("gca", "output", () -> flat(adapted));
            return adapted;
        });
    }

    private NDArray attend(NDArray text, NDArray context) {
        NDArray rows = text;
        for (int i = 0; i < attentions.size(); i++) {
            MultiHeadAttention attention = attentions.get(i);
            NDArray vector = adaptation == Variant.Adaptation.PAPER
                    ? attention.forward(context, rows, rows)
                    : attention.forwardValues(context);
            rows = rows.add(vector);
            if (i < norms.size()) {
                rows = norms.get(i).forward(rows);
            }
        }
        return rows;
    }

    private static NDArray flat(NDArray x) {
        return x.reshape(-1, 1, x.getShape().get(2));
    }
}
