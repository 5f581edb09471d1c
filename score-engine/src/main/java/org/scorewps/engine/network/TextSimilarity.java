package org.scorewps.engine.network;

import java.util.Arrays;

/** Compares vocabularies by the cosines of their names' embeddings. */
final class TextSimilarity {
    private TextSimilarity() {}

    /** The largest cosine of any two names of each pair of classes, [classes of one][classes of other]. */
    static float[][] between(TextEmbeddings one, TextEmbeddings other) {
        int dim = one.rows().length / one.names();
        float[][] nearest = new float[one.namesPerClass().length][other.namesPerClass().length];
        int row = 0;
        for (int i = 0; i < nearest.length; i++) {
            Arrays.fill(nearest[i], -1);
            for (int name = 0; name < one.namesPerClass()[i]; name++, row++) {
                int column = 0;
                for (int j = 0; j < nearest[i].length; j++) {
                    for (int synonym = 0; synonym < other.namesPerClass()[j]; synonym++, column++) {
                        float cosine = dot(one.rows(), row * dim, other.rows(), column * dim, dim);
                        nearest[i][j] = Math.max(nearest[i][j], cosine);
                    }
                }
            }
        }
        return nearest;
    }

    private static float dot(float[] a, int atA, float[] b, int atB, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (double) a[atA + i] * b[atB + i];
        }
        return (float) sum;
    }
}
