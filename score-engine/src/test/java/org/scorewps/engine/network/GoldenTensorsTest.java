package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.InvalidInputException;

/** Every stage of the network against tensors from the authors' own code. */
class GoldenTensorsTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");

    @TempDir
    private Path temp;

    @Test
    void everyStoredTensorIsReproduced() {
        ReferenceVerifier.Report report = new ReferenceVerifier(REFERENCE).verify(temp, step -> {});
        assertThat(report.comparisons().stream().filter(one -> !one.passed())).isEmpty();
        assertThat(report.notCompared()).isEmpty();
        assertThat(report.comparisons()).hasSizeGreaterThan(250);
        assertThat(report.comparisons().stream().map(TensorComparison::input).distinct())
                .containsExactlyInAnyOrder("", "i_256x320", "ii_200x333", "iii_2x128x128");
    }

    @Test
    void oneChangedTensorIsFound() throws Exception {
        Path copy = TinyModel.fixtures(temp.resolve("fixtures"), "iii_2x128x128");
        TinyModel.change(
                copy.resolve("golden/iii_2x128x128/gca.safetensors"),
                "output",
                values -> values.put(7, values.get(7) + 2e-4f));
        ReferenceVerifier.Report report = verify(copy);
        assertThat(report.passed()).isFalse();
        assertThat(failed(report)).singleElement().satisfies(one -> {
            assertThat(one.input()).isEqualTo("iii_2x128x128");
            assertThat(one.stage()).isEqualTo("gca");
        });
    }

    /** Of query 0 a mask logit is 2e-6 at head 1, between the rows that are stored; the next of query 19 is 1e-3. */
    @Test
    void whatIsPooledOverAMaskOfAnOpenSignIsLeftOut() throws Exception {
        Path open = TinyModel.fixtures(temp.resolve("open"), "i_256x320");
        plant(open, "head1", 0);
        ReferenceVerifier.Report report = verify(open);
        assertThat(failed(report)).isEmpty();
        assertThat(report.comparisons())
                .filteredOn(one -> one.tensor().equals("head1.maskpool"))
                .singleElement()
                .satisfies(one -> assertThat(one.remark()).contains("[0]"));
        assertThat(report.comparisons())
                .filteredOn(one -> one.tensor().equals("rows left out"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.remark()).contains("of 80", "head1 row 0");
                    assertThat(one.tolerance()).isEqualTo(4);
                });
        Path decided = TinyModel.fixtures(temp.resolve("decided"), "i_256x320");
        plant(decided, "head1", 19);
        assertThat(failed(verify(decided))).extracting(TensorComparison::tensor).containsExactly("head1.maskpool");
    }

    @Test
    void oneRowInTwentyMayBeLeftOut() throws Exception {
        Path copy = TinyModel.fixtures(temp.resolve("fixtures"), "i_256x320");
        plant(copy, "head1", 0, 2, 12, 15);
        plant(copy, "head2", 13, 19);
        assertThat(failed(verify(copy))).extracting(TensorComparison::tensor).containsExactly("rows left out");
    }

    @Test
    void withoutNoiseTheToleranceIsNarrow() throws Exception {
        Path copy = TinyModel.fixtures(temp.resolve("fixtures"), "iii_2x128x128");
        Files.delete(copy.resolve("golden/measured.json"));
        assertThat(verify(copy).comparisons())
                .allMatch(one -> one.noise() == 0)
                .filteredOn(one -> one.tensor().equals("head3.pred_logits"))
                .singleElement()
                .satisfies(one -> assertThat(one.tolerance()).isBetween(5e-5, 5e-5 + 1e-5 * 12));
    }

    @Test
    void aFileOfNoiseThatIsNoneIsNamed() throws Exception {
        Path copy = TinyModel.fixtures(temp.resolve("fixtures"), "iii_2x128x128");
        Files.writeString(copy.resolve("golden/measured.json"), "{\"tolerance\": {\"iii_2x128x128\": 3}}");
        assertThatThrownBy(() -> verify(copy))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("measured.json")
                .hasMessageContaining("f64_max_abs_diff");
    }

    @Test
    void whatHoldsNoFixturesIsNamed() {
        assertThatThrownBy(() -> new ReferenceVerifier(temp).verify(temp, step -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(temp.toString());
    }

    private ReferenceVerifier.Report verify(Path fixtures) throws Exception {
        return new ReferenceVerifier(fixtures).verify(Files.createTempDirectory(temp, "work"), step -> {});
    }

    private static List<TensorComparison> failed(ReferenceVerifier.Report report) {
        return report.comparisons().stream().filter(one -> !one.passed()).toList();
    }

    /** Changes what the reference pooled over some queries' masks. */
    private static void plant(Path fixtures, String head, int... queries) throws Exception {
        TinyModel.change(fixtures.resolve("golden/i_256x320/decoder.safetensors"), head + ".maskpool", values -> {
            for (int query : queries) {
                int at = query * values.capacity() / 20;
                values.put(at, values.get(at) + 0.01f);
            }
        });
    }
}
