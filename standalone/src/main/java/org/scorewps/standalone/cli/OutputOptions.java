package org.scorewps.standalone.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How a command tells its result and its progress; a mixin of the commands. */
public final class OutputOptions {
    @Option(names = "--json", description = "Print the result as JSON, for programs.")
    private boolean json;

    @Option(names = "--progress", description = "Show progress also where standard error is no terminal.")
    private boolean progress;

    /** For picocli. */
    public OutputOptions() {}

    /** Whether the result is wanted as JSON. */
    public boolean json() {
        return json;
    }

    /** Whether progress is shown. */
    public boolean showsProgress() {
        return progress || ProgressBar.standardErrorIsTerminal();
    }

    /** A bar that shows where the user wants it. */
    public ProgressBar progressBar(PrintWriter err) {
        return ProgressBar.on(err, progress);
    }
}
