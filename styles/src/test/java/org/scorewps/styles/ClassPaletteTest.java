package org.scorewps.styles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassPaletteTest {
    private static double nearest(List<Color> colors) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < colors.size(); i++) {
            for (int j = 0; j < i; j++) {
                nearest = Math.min(nearest, CieLab.distance(CieLab.of(colors.get(i)), CieLab.of(colors.get(j))));
            }
        }
        return nearest;
    }

    @Test
    void coloursAreUnlikeEachOther() {
        // 2.3 is a just noticeable difference
        assertThat(nearest(ClassPalette.colors(8))).isGreaterThan(60);
        assertThat(nearest(ClassPalette.colors(20))).isGreaterThan(30);
        assertThat(nearest(ClassPalette.colors(255))).isGreaterThan(8);
        assertThat(nearest(ClassPalette.colors(1000))).isGreaterThan(4);
    }

    @Test
    void aLongerPaletteBeginsWithTheShorter() {
        assertThat(ClassPalette.colors(40).subList(0, 7)).isEqualTo(ClassPalette.colors(7));
        assertThat(ClassPalette.colors(0)).isEmpty();
    }

    @Test
    void coloursAreNeitherTooLightNorTooDarkNorGrey() {
        for (Color color : ClassPalette.colors(300)) {
            double[] lab = CieLab.of(color);
            assertThat(lab[0]).isBetween(35.0, 88.0);
            assertThat(Math.hypot(lab[1], lab[2])).isGreaterThanOrEqualTo(25);
        }
    }

    @Test
    void thereAreNotEndlesslyMany() {
        assertThatThrownBy(() -> ClassPalette.colors(100_000)).hasMessageContaining("not 100000");
        assertThatThrownBy(() -> ClassPalette.colors(-1)).hasMessageContaining("not -1");
    }

    @Test
    void labOfRedIsTheTextbooks() {
        assertThat(CieLab.of(Color.RED)[0]).isCloseTo(53.24, within(0.01));
        assertThat(CieLab.of(Color.RED)[1]).isCloseTo(80.09, within(0.01));
        assertThat(CieLab.of(Color.RED)[2]).isCloseTo(67.20, within(0.01));
        assertThat(CieLab.of(Color.WHITE)[0]).isCloseTo(100, within(0.001));
    }
}
