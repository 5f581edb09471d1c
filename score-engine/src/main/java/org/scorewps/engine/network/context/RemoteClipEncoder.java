package org.scorewps.engine.network.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.layer.Conv2d;
import org.scorewps.engine.network.layer.LayerNorm;
import org.scorewps.engine.network.layer.Linear;
import org.scorewps.engine.network.layer.MultiHeadAttention;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Scope;
import org.scorewps.engine.network.tensor.Weights;

/**
 * The remote-sensing CLIP's vision transformer (section 3.3, equation 2) with its dense path: in the last block no
 * attention takes place, every token takes its own value projection, plus the class token, so that patches keep their
 * place.
 */
public final class RemoteClipEncoder {
    private final Ops ops;
    private final Architecture.VisionTransformer shape;
    private final Conv2d patches;
    private final NDArray classToken;
    private final NDArray positions;
    private final LayerNorm before;
    private final List<Block> blocks = new ArrayList<>();
    private final LayerNorm after;
    private final NDArray projection;

    /**
     * The scene's context.
     *
     * @param global [batch, embedDim], the class token
     * @param dense [batch, embedDim, grid, grid], the patch embeddings
     */
    public record Context(NDArray global, NDArray dense) {
        /** What stands for the context in variants that read none, so that the tower need not run. */
        public static Context unread(NDManager manager, long batch, int embedDim) {
            return new Context(
                    manager.zeros(new Shape(batch, embedDim)), manager.zeros(new Shape(batch, embedDim, 1, 1)));
        }
    }

    /** The tower of {@code clip_rs.clip_model.visual}. */
    public RemoteClipEncoder(Ops ops, Weights visual, Architecture.VisionTransformer shape) {
        this.ops = ops;
        this.shape = shape;
        patches = new Conv2d(visual.at("conv1"), shape.patchSize(), 0, 1);
        classToken = visual.get("class_embedding");
        positions = visual.get("positional_embedding");
        before = new LayerNorm(visual.at("ln_pre"));
        for (int i = 0; i < shape.layers(); i++) {
            blocks.add(new Block(ops, visual.at("transformer.resblocks." + i), shape.heads()));
        }
        after = new LayerNorm(visual.at("ln_post"));
        projection = visual.get("proj");
    }

    /**
     * Extracts the context.
     *
     * @param image [batch, 3, height, width], normalised and padded; squeezed to the tower's square input
     */
    public Context forward(NDArray image, Trace trace) {
        NDArray x = Scope.run(image, this::embed);
        NDArray embedded = x;
        trace.tensor("rsclip", "after_ln_pre", () -> embedded);
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            boolean last = i == blocks.size() - 1;
            x = Scope.run(x, last ? block::forwardDense : block::forward);
            NDArray output = x;
            String name = last ? "last_block_dense_out" : "block" + i + "_out_LND";
            trace.tensor("rsclip", name, () -> last ? output : output.transpose(1, 0, 2));
        }
        NDArray tokens = after.forward(x);
        trace.tensor("rsclip", "after_ln_post", () -> tokens);
        NDArray projected = tokens.matMul(projection);
        long batch = image.getShape().get(0);
        NDArray global = projected.get(":, 0");
        NDArray dense = projected.get(":, 1:").transpose(0, 2, 1).reshape(batch, -1, shape.grid(), shape.grid());
        trace.tensor("rsclip", "input_224", () -> squeeze(image));
        trace.tensor("rsclip", "clip_global", () -> global);
        trace.tensor("rsclip", "clip_vis_dense", () -> dense);
        return new Context(global, dense);
    }

    private NDArray squeeze(NDArray image) {
        return ops.resizeBilinear(image, shape.imageSize(), shape.imageSize());
    }

    private NDArray embed(NDArray image) {
        NDArray x = patches.forward(squeeze(image));
        Shape grid = x.getShape();
        long batch = grid.get(0);
        x = x.reshape(batch, grid.get(1), -1).transpose(0, 2, 1);
        NDArray start = x.getManager().zeros(new Shape(batch, 1, grid.get(1))).add(classToken);
        return before.forward(start.concat(x, 1).add(positions));
    }

    /** A residual attention block with QuickGELU. */
    private static final class Block {
        private final Ops ops;
        private final LayerNorm norm1;
        private final MultiHeadAttention attention;
        private final LayerNorm norm2;
        private final Linear expand;
        private final Linear contract;

        Block(Ops ops, Weights weights, int heads) {
            this.ops = ops;
            norm1 = new LayerNorm(weights.at("ln_1"));
            attention = new MultiHeadAttention(ops, weights.at("attn"), heads);
            norm2 = new LayerNorm(weights.at("ln_2"));
            expand = Linear.of(weights.at("mlp.c_fc"));
            contract = Linear.of(weights.at("mlp.c_proj"));
        }

        NDArray forward(NDArray x) {
            NDArray y = norm1.forward(x);
            return perceive(x.add(attention.forward(y, y, y)));
        }

        /** The residual is the class token's for every token, as released. */
        NDArray forwardDense(NDArray x) {
            return perceive(attention.forwardValues(norm1.forward(x)).add(x.get(":, 0:1")));
        }

        private NDArray perceive(NDArray x) {
            return x.add(contract.forward(ops.quickGelu(expand.forward(norm2.forward(x)))));
        }
    }
}
