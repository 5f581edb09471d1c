package org.scorewps.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Shows how far a command is: on a terminal one line that moves, elsewhere a line for each tenth of a step, and nothing
 * unless it was asked for. May be used by several threads.
 */
public final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final int LINE_LENGTH = 79;
    private static final int TENTHS = 10;
    private static final long NANOS_BETWEEN = Duration.ofMillis(100).toNanos();
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    /** How to show. */
    enum Style {
        /** Not at all. */
        NONE,
        /** A line that is written over. */
        TERMINAL,
        /** A line now and then. */
        LINES
    }

    private final PrintWriter err;
    private final Style style;
    private final LongSupplier nanoTime;
    private String step = "";
    private long stepStart;
    private long lastShown;
    private long lastTenth;
    private boolean open;

    ProgressBar(PrintWriter err, Style style, LongSupplier nanoTime) {
        this.err = err;
        this.style = style;
        this.nanoTime = nanoTime;
    }

    /**
     * A bar on standard error.
     *
     * @param err a writer to standard error
     * @param forced show progress even when standard error is no terminal
     */
    public static ProgressBar on(PrintWriter err, boolean forced) {
        Style style = standardErrorIsTerminal() ? Style.TERMINAL : forced ? Style.LINES : Style.NONE;
        return new ProgressBar(err, style, System::nanoTime);
    }

    /**
     * Shows progress, at most ten times a second.
     *
     * @param name the step, for people; a new name starts a new line
     * @param done what is done of the step, in any unit
     * @param total what the step has, in the same unit
     */
    public synchronized void update(String name, long done, long total) {
        update(name, done, total, "");
    }

    /**
     * The same with a remark.
     *
     * @param remark a few words on how it goes; empty for none
     */
    public synchronized void update(String name, long done, long total, String remark) {
        update(name, done, total, Optional.empty(), remark);
    }

    /**
     * The same where the command knows better how long it will take than the bar.
     *
     * @param left time left; empty to estimate it from the time so far
     */
    public synchronized void update(String name, long done, long total, Optional<Duration> left, String remark) {
        if (style == Style.NONE) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (!name.equals(step)) {
            endLine();
            step = name;
            stepStart = now;
            lastShown = now - NANOS_BETWEEN;
            lastTenth = 0;
        }
        double part = total <= 0 ? 1 : Math.min(1, (double) done / total);
        if (style == Style.LINES) {
            showTenth(part, left, remark);
        } else if (now - lastShown >= NANOS_BETWEEN || part == 1) {
            lastShown = now;
            showBar(part, now - stepStart, left, remark);
        }
    }

    /** Ends the line, so that what is printed next starts at its own. */
    @Override
    public synchronized void close() {
        endLine();
    }

    private void showTenth(double part, Optional<Duration> left, String remark) {
        long tenth = (long) (part * TENTHS);
        if (tenth > lastTenth) {
            lastTenth = tenth;
            String time =
                    part == 1 ? "" : left.map(one -> ", " + time(one) + " left").orElse("");
            err.printf("%s: %d %%%s%s%n", step, tenth * 100 / TENTHS, time, remark.isEmpty() ? "" : ", " + remark);
            err.flush();
        }
    }

    private void showBar(double part, long elapsed, Optional<Duration> left, String remark) {
        int filled = (int) (part * WIDTH);
        String line = "%s [%s%s] %3d %% %s%s"
                .formatted(
                        step,
                        "#".repeat(filled),
                        " ".repeat(WIDTH - filled),
                        (int) (part * 100),
                        part == 1
                                ? "in " + time(Duration.ofNanos(elapsed))
                                : left.map(one -> time(one) + " left").orElseGet(() -> remaining(part, elapsed)),
                        remark.isEmpty() ? "" : " " + remark);
        // padded, so that nothing stays of a longer line before
        err.print("\r" + line + " ".repeat(Math.max(0, LINE_LENGTH - line.length())));
        err.flush();
        open = true;
    }

    private void endLine() {
        if (open) {
            err.println();
            err.flush();
            open = false;
        }
    }

    private static String remaining(double part, long elapsed) {
        // an estimate from the first moments would only jump
        return part < 0.02 ? "" : time(Duration.ofNanos((long) (elapsed * (1 - part) / part))) + " left";
    }

    private static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? "%d:%02d min".formatted(seconds / 60, seconds % 60)
                : "%d:%02d h".formatted(seconds / 3600, seconds / 60 % 60);
    }

    /**
     * Java tells of standard input and output together only. Where there is no such file (outside Linux) progress has to
     * be asked for.
     */
    static boolean standardErrorIsTerminal() {
        try {
            String target = STANDARD_ERROR.toRealPath().toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | SecurityException e) {
            return false; // a pipe has no real path
        }
    }
}
