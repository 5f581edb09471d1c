package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scorewps.standalone.cli.ProgressBar.Style;

class ProgressBarTest {
    private final StringWriter text = new StringWriter();
    private long now;

    @Test
    void writesOverOneLineOnATerminal() {
        try (ProgressBar bar = bar(Style.TERMINAL)) {
            bar.update("reading", 0, 100);
            now = 50_000_000;
            bar.update("reading", 1, 100); // too soon to be shown
            now = 60_000_000_000L;
            bar.update("reading", 50, 100);
            bar.update("reading", 100, 100);
            bar.update("writing", 100, 100);
        }
        List<String> lines = text.toString().lines().map(String::strip).toList();
        assertThat(lines)
                .containsExactly(
                        "",
                        "reading [                              ]   0 %",
                        "reading [###############               ]  50 % 1:00 min left",
                        "reading [##############################] 100 % in 1:00 min",
                        "",
                        "writing [##############################] 100 % in 0 s");
    }

    @Test
    void printsALineForEachTenthElsewhere() {
        try (ProgressBar bar = bar(Style.LINES)) {
            for (int i = 0; i <= 100; i++) {
                bar.update("reading", i, 100);
            }
        }
        assertThat(text.toString().lines())
                .hasSize(10)
                .startsWith("reading: 10 %", "reading: 20 %")
                .endsWith("reading: 100 %");
    }

    @Test
    void isSilentUnlessWanted() {
        try (ProgressBar bar = bar(Style.NONE)) {
            bar.update("reading", 1, 1);
        }
        assertThat(text.toString()).isEmpty();
    }

    private ProgressBar bar(Style style) {
        return new ProgressBar(new PrintWriter(text), style, () -> now);
    }
}
