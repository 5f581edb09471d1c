package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    void aCommandMayKnowTheTimeLeftBetter() {
        try (ProgressBar bar = bar(Style.TERMINAL)) {
            bar.update("training", 90, 100, Optional.of(Duration.ofMinutes(65)), "loss 1");
        }
        assertThat(text.toString().strip())
                .isEqualTo("training [###########################   ]  90 % 1:05 h left loss 1");
        text.getBuffer().setLength(0);
        try (ProgressBar bar = bar(Style.LINES)) {
            bar.update("training", 90, 100, Optional.of(Duration.ofSeconds(65)), "loss 1");
            bar.update("training", 100, 100, Optional.of(Duration.ZERO), "loss 0");
        }
        assertThat(text.toString().lines())
                .containsExactly("training: 90 %, 1:05 min left, loss 1", "training: 100 %, loss 0");
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
