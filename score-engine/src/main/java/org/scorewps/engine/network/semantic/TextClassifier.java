package org.scorewps.engine.network.semantic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.tensor.Ops;

/** Embeds class names: every name in every prompt template, averaged over the templates (section 3.5). */
public final class TextClassifier {
    private static final int BATCH = 144;

    private final Ops ops;
    private final TextEncoder encoder;
    private final PromptTemplates templates;
    private final BytePairTokenizer tokenizer;

    /** A classifier of one CLIP's text tower. */
    public TextClassifier(Ops ops, TextEncoder encoder, PromptTemplates templates) {
        this.ops = ops;
        this.encoder = encoder;
        this.templates = templates;
        tokenizer = new BytePairTokenizer(encoder.contextLength());
    }

    /**
     * Embeds names.
     *
     * @param names names as {@link org.scorewps.engine.vocabulary.ClassName#promptNames(String)} gives them
     * @return [names, embedDim], each of length 1
     */
    public float[] embed(NDManager parent, List<String> names, Trace trace) {
        try (NDManager manager = parent.newSubManager()) {
            List<String> prompts = names.stream()
                    .flatMap(name -> templates.prompts(name).stream())
                    .toList();
            int[][] tokens = prompts.stream().map(tokenizer::encode).toArray(int[][]::new);
            trace.tensor(
                    "text",
                    "tokens",
                    () -> manager.create(
                            Arrays.stream(tokens).flatMapToInt(Arrays::stream).toArray(),
                            new Shape(tokens.length, encoder.contextLength())));
            NDArray all = encode(manager, tokens, 0);
            for (int start = BATCH; start < tokens.length; start += BATCH) {
                all = all.concat(encode(manager, tokens, start), 0);
            }
            NDArray perPrompt = all;
            trace.tensor("text", "text_embed_per_prompt", () -> perPrompt);
            NDArray mean = ops.l2Normalize(all)
                    .reshape(names.size(), templates.size(), -1)
                    .mean(new int[] {1});
            NDArray rows = ops.l2Normalize(mean);
            trace.tensor("text", "text_classifier", () -> rows);
            return rows.toFloatArray();
        }
    }

    private NDArray encode(NDManager manager, int[][] tokens, int start) {
        return encoder.forward(manager, Arrays.copyOfRange(tokens, start, Math.min(start + BATCH, tokens.length)));
    }
}
