package org.scorewps.engine.network.semantic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.network.layer.LayerNorm;
import org.scorewps.engine.network.layer.Linear;
import org.scorewps.engine.network.layer.MultiHeadAttention;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Scope;
import org.scorewps.engine.network.tensor.Weights;

/**
 * CLIP's text tower: a causal transformer over token ids, read at the end-of-text token, which has the largest id.
 */
public final class TextEncoder {
    private final Ops ops;
    private final Architecture.TextTransformer shape;
    private final NDArray tokenEmbedding;
    private final NDArray positions;
    private final List<Block> blocks = new ArrayList<>();
    private final LayerNorm last;
    private final NDArray projection;

    /** The tower of {@code transformer}, {@code token_embedding} and so on. */
    public TextEncoder(Ops ops, Weights weights, Architecture.TextTransformer shape) {
        this.ops = ops;
        this.shape = shape;
        tokenEmbedding = weights.get("token_embedding.weight");
        positions = weights.get("positional_embedding");
        for (int i = 0; i < shape.layers(); i++) {
            blocks.add(new Block(weights.at("transformer.resblocks." + i)));
        }
        last = new LayerNorm(weights.at("ln_final"));
        projection = weights.get("text_projection");
    }

    /** Tokens in a prompt. */
    public int contextLength() {
        return shape.contextLength();
    }

    /** Rows of the token embedding. */
    public int vocabSize() {
        return shape.vocabSize();
    }

    /**
     * Encodes prompts. What follows the end of text can't reach it through causal attention, so the sequence is cut
     * after the longest prompt of the batch; the result is the same.
     *
     * @param tokens [batch][contextLength]
     * @return [batch, embedDim], not normalised
     */
    public NDArray forward(NDManager manager, int[][] tokens) {
        int[] ends = Arrays.stream(tokens).mapToInt(TextEncoder::endOfText).toArray();
        int length = Arrays.stream(ends).max().orElse(0) + 1;
        int[] ids = new int[tokens.length * length];
        long[] rows = new long[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            System.arraycopy(tokens[i], 0, ids, i * length, length);
            rows[i] = (long) i * length + ends[i];
        }
        NDArray input = manager.create(ids, new Shape(tokens.length, length));
        return Scope.run(input, in -> {
            NDArray x = Embedding.embedding(in, tokenEmbedding, SparseFormat.DENSE)
                    .singletonOrThrow()
                    .add(positions.get(in.getManager(), new NDIndex("0:" + length)));
            for (Block block : blocks) {
                x = Scope.run(x, block::forward);
            }
            NDArray flat = x.reshape(rows.length * (long) length, -1);
            NDArray ended = Embedding.embedding(x.getManager().create(rows), flat, SparseFormat.DENSE)
                    .singletonOrThrow();
            return last.forward(ended).matMul(projection);
        });
    }

    private static int endOfText(int[] tokens) {
        int best = 0;
        for (int i = 1; i < tokens.length; i++) {
            if (tokens[i] > tokens[best]) {
                best = i;
            }
        }
        return best;
    }

    private final class Block {
        private final LayerNorm norm1;
        private final MultiHeadAttention attention;
        private final LayerNorm norm2;
        private final Linear expand;
        private final Linear contract;

        Block(Weights weights) {
            norm1 = new LayerNorm(weights.at("ln_1"));
            attention = new MultiHeadAttention(ops, weights.at("attn"), shape.heads());
            norm2 = new LayerNorm(weights.at("ln_2"));
            expand = Linear.of(weights.at("mlp.c_fc"));
            contract = Linear.of(weights.at("mlp.c_proj"));
        }

        NDArray forward(NDArray input) {
            NDArray x = input.add(attention.forwardCausal(norm1.forward(input)));
            NDArray y = expand.forward(norm2.forward(x));
            y = shape.quickGelu() ? ops.quickGelu(y) : Activation.gelu(y);
            return x.add(contract.forward(y));
        }
    }
}
