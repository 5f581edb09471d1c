package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
        Path copy = temp.resolve("fixtures");
        copy(REFERENCE, copy);
        Path file = copy.resolve("golden/iii_2x128x128/gca.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 0x40; // the exponent of one number
        Files.write(file, bytes);
        Path work = Files.createDirectory(temp.resolve("work"));
        ReferenceVerifier.Report report = new ReferenceVerifier(copy).verify(work, step -> {});
        List<TensorComparison> failed =
                report.comparisons().stream().filter(one -> !one.passed()).toList();
        assertThat(report.passed()).isFalse();
        assertThat(failed).singleElement().satisfies(one -> {
            assertThat(one.input()).isEqualTo("iii_2x128x128");
            assertThat(one.stage()).isEqualTo("gca");
        });
    }

    @Test
    void whatHoldsNoFixturesIsNamed() {
        assertThatThrownBy(() -> new ReferenceVerifier(temp).verify(temp, step -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(temp.toString());
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                boolean extra = file.getFileName().toString().startsWith("RemoteCLIP");
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!extra) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
