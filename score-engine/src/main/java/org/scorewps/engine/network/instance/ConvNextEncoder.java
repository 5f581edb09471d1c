package org.scorewps.engine.network.instance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.layer.Conv2d;
import org.scorewps.engine.network.layer.LayerNorm;
import org.scorewps.engine.network.layer.Linear;
import org.scorewps.engine.network.tensor.Scope;
import org.scorewps.engine.network.tensor.Weights;

/**
 * The general CLIP's ConvNeXt image tower (section 3.2): the backbone of the instance branch, and with its visual head
 * the classifier of what was never trained.
 */
public final class ConvNextEncoder {
    private final Conv2d stem;
    private final LayerNorm stemNorm;
    private final List<Stage> stages = new ArrayList<>();
    private final LayerNorm headNorm;
    private final Linear headHidden;
    private final Linear headOutput;

    /** The tower of {@code visual.trunk} and {@code visual.head}. */
    public ConvNextEncoder(Weights visual, Architecture.ConvNext shape) {
        Weights trunk = visual.at("trunk");
        stem = new Conv2d(trunk.at("stem.0"), 4, 0, 1);
        stemNorm = new LayerNorm(trunk.at("stem.1"), shape.layerNormEps());
        for (int i = 0; i < shape.depths().size(); i++) {
            stages.add(new Stage(trunk.at("stages." + i), shape, i));
        }
        headNorm = new LayerNorm(trunk.at("head.norm"), shape.layerNormEps());
        headHidden = Linear.of(visual.at("head.mlp.fc1"));
        headOutput = Linear.of(visual.at("head.mlp.fc2"));
    }

    /**
     * The features of every stage. The last is also CLIP's dense feature: the tower has no norm before its head.
     *
     * @param image [batch, 3, height, width], normalised, sides multiples of 32
     * @return four features [batch, channels, height / s, width / s], s = 4, 8, 16, 32
     */
    public List<NDArray> forward(NDArray image, Trace trace) {
        List<NDArray> features = new ArrayList<>();
        NDArray x = Scope.run(image, input -> stemNorm.forwardImage(stem.forward(input)));
        NDArray first = x;
        trace.tensor("backbone", "stem", () -> first);
        for (int i = 0; i < stages.size(); i++) {
            x = stages.get(i).forward(x);
            NDArray feature = x;
            trace.tensor("backbone", "res" + (i + 2), () -> feature);
            features.add(x);
        }
        return features;
    }

    /**
     * The visual head: pooled features to the space shared with text.
     *
     * @param pooled [..., channels]
     * @return [..., embedDim], not normalised
     */
    public NDArray project(NDArray pooled) {
        return Scope.run(pooled, x -> headOutput.forward(Activation.gelu(headHidden.forward(headNorm.forward(x)))));
    }

    private static final class Stage {
        private final LayerNorm downsampleNorm;
        private final Conv2d downsample;
        private final List<Block> blocks = new ArrayList<>();

        Stage(Weights weights, Architecture.ConvNext shape, int index) {
            boolean halves = index > 0;
            downsampleNorm = halves ? new LayerNorm(weights.at("downsample.0"), shape.layerNormEps()) : null;
            downsample = halves ? new Conv2d(weights.at("downsample.1"), 2, 0, 1) : null;
            for (int i = 0; i < shape.depths().get(index); i++) {
                blocks.add(new Block(weights.at("blocks." + i), shape.dims().get(index), shape.layerNormEps()));
            }
        }

        NDArray forward(NDArray input) {
            NDArray x = input;
            if (downsample != null) {
                x = Scope.run(x, y -> downsample.forward(downsampleNorm.forwardImage(y)));
            }
            for (Block block : blocks) {
                x = Scope.run(x, block::forward);
            }
            return x;
        }
    }

    /** 7 x 7 depthwise convolution, layer norm, a two-layer network on each pixel, scaled and added. */
    private static final class Block {
        private final Conv2d depthwise;
        private final LayerNorm norm;
        private final Linear expand;
        private final Linear contract;
        private final NDArray gamma;

        Block(Weights weights, int channels, double eps) {
            depthwise = new Conv2d(weights.at("conv_dw"), 1, 3, channels);
            norm = new LayerNorm(weights.at("norm"), eps);
            expand = Linear.of(weights.at("mlp.fc1"));
            contract = Linear.of(weights.at("mlp.fc2"));
            gamma = weights.get("gamma").reshape(new Shape(1, channels, 1, 1));
        }

        NDArray forward(NDArray x) {
            NDArray y = norm.forward(depthwise.forward(x).transpose(0, 2, 3, 1));
            y = contract.forward(Activation.gelu(expand.forward(y)));
            return x.add(y.transpose(0, 3, 1, 2).mul(gamma));
        }
    }
}
