package org.scorewps.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.checkpoint.SafetensorsFile;

class TextTeacherTest {
    @Test
    void kinLieNearEachOther(@TempDir Path temp) throws Exception {
        Path file = temp.resolve("vectors.safetensors");
        TeacherVectors.write(List.of("truck", "lorry", "tennis court"), file);
        try (SafetensorsFile vectors = SafetensorsFile.open(file)) {
            assertThat(vectors.info("vectors").shape()).containsExactly(3L, 384L);
            FloatBuffer values =
                    vectors.data("vectors").order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            assertThat(cosine(values, 0, 0)).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5));
            assertThat(cosine(values, 0, 1)).isGreaterThan(cosine(values, 0, 2) + 0.2);
        }
    }

    @Test
    void wordsOfThingsAreTaken() {
        assertThat(WordNetPhrases.words(
                        "04202417 06 n 01 ship 0 081 @ 04530566 n 0000 | a vessel that carries passengers"))
                .containsExactly("ship");
        assertThat(WordNetPhrases.words("04490091 06 n 02 truck 0 motortruck 0 029 @ 03791235 n 0000 | ..."))
                .containsExactly("truck", "motortruck");
        assertThat(WordNetPhrases.words("00001740 03 n 01 entity 0 003 ~ 00001930 n 0000 | ..."))
                .isEmpty();
        assertThat(WordNetPhrases.words("08524735 15 n 01 New_York 0 000 | a city"))
                .isEmpty();
    }

    private static double cosine(FloatBuffer values, int a, int b) {
        double sum = 0;
        for (int i = 0; i < 384; i++) {
            sum += (double) values.get(a * 384 + i) * values.get(b * 384 + i);
        }
        return sum;
    }
}
