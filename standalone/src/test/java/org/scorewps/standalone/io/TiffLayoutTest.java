package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TiffLayoutTest {
    private static final int NONE = 1;
    private static final int LZW = 5;

    private static TiffLayout strips(long side, long rows, int compression) {
        return new TiffLayout(side, side, side, rows, 3, false, compression);
    }

    @Test
    void compressedPiecesAreNoLargerThanTheHeapAllows() {
        assertThatThrownBy(() -> strips(200_000, 200_000, LZW).check(1))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it is compressed in pieces of 120000 million samples")
                .hasMessageContaining("gdal_translate -co TILED=YES")
                .hasMessageNotContaining("\n");
        assertThatCode(() -> strips(200_000, 1, LZW).check(200_000)).doesNotThrowAnyException();
        assertThatCode(() -> strips(200_000, 200_000, NONE).check(1)).doesNotThrowAnyException();
    }

    @Test
    void largeUncompressedPiecesAreReadInParts() {
        assertThat(strips(200_000, 200_000, NONE).divisible()).isTrue();
        assertThat(strips(200_000, 1, NONE).divisible()).isFalse();
        assertThat(strips(10_000, 10_000, LZW).divisible()).isFalse();
        // tags of a damaged file
        assertThat(strips(Long.MAX_VALUE, Long.MAX_VALUE, NONE).divisible()).isTrue();
    }
}
