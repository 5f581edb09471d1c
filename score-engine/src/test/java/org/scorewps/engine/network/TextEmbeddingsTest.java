package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.vocabulary.Vocabulary;

class TextEmbeddingsTest {
    private static TextEmbeddings ships(Optional<float[]> context) {
        return new TextEmbeddings(
                Vocabulary.parse("ship,vessel,boat; plane"),
                new int[] {3, 1},
                new boolean[] {true, false},
                new float[] {1, 2, 3, 4, 5, 6, 7, 8},
                context);
    }

    @Test
    void someNamesMayStay() {
        TextEmbeddings some = ships(Optional.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}))
                .only(false, true, true, true);
        assertThat(some.names()).isEqualTo(3);
        assertThat(some.namesPerClass()).containsExactly(2, 1);
        assertThat(some.rows()).containsExactly(3, 4, 5, 6, 7, 8);
        assertThat(some.contextRows().orElseThrow()).containsExactly(4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(some.seen()).containsExactly(true, false);
    }

    @Test
    void noClassMayLoseAllNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ships(Optional.empty()).only(true, true, true, false))
                .withMessage("class 1 keeps no name");
    }
}
