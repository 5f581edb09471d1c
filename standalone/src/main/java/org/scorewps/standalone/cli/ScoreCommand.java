package org.scorewps.standalone.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SoftwareVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
        name = "score",
        description = "Open-vocabulary instance segmentation of aerial imagery, as a WPS and on the command line.",
        subcommands = {
            SegmentCommand.class,
            ServeCommand.class,
            ImportCommand.class,
            NewCommand.class,
            PretrainCommand.class,
            VerifyCommand.class,
            ScenesCommand.class,
            EvaluateCommand.class,
            TrainCommand.class,
            AverageCommand.class,
            SimilarCommand.class,
            DoctorCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a check failed", "2:wrong use or bad input", "3:an unforeseen failure"})
public final class ScoreCommand implements Runnable {
    /** Done. */
    public static final int DONE = 0;

    /** A check that the command makes failed. */
    public static final int CHECK_FAILED = 1;

    /** Wrong use, or input that can't be used. */
    public static final int BAD_INPUT = 2;

    /** Nobody thought of this. */
    public static final int UNFORESEEN = 3;

    private static final Logger ALL_LOGGERS = Logger.getLogger("");

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger GPU_LOGGER = Logger.getLogger("ai.djl.util.cuda.CudaUtils");

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error comes from.")
    private boolean debug;

    /** Runs a command and ends the program with its exit code. */
    public static void main(String... arguments) {
        // the engine must never reach for the network; set before its first class is loaded
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        // libraries tell of every file that they unpack and what they set up, show every exception of a decoder, which
        // we tell in one line, and warn of every computer without a GPU
        ALL_LOGGERS.setLevel(Level.WARNING);
        GPU_LOGGER.setLevel(Level.SEVERE);
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        System.exit(execute(out, err, arguments));
    }

    /**
     * Runs a command.
     *
     * @param out where results go
     * @param err where errors and progress go
     * @return the exit code
     */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        ScoreCommand root = new ScoreCommand();
        return new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.AUTO))
                .setParameterExceptionHandler((e, rest) -> root.wrongUse(e))
                .setExecutionExceptionHandler((e, command, parsed) -> root.failure(e, command))
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private int wrongUse(ParameterException e) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
        command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        printTrace(e, command);
        return BAD_INPUT;
    }

    private int failure(Exception e, CommandLine command) {
        if (e instanceof CancellationException) {
            return UNFORESEEN; // the program is being stopped: its end sets the exit code
        }
        boolean foreseen = e instanceof InvalidInputException;
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + (foreseen ? e.getMessage() : "unforeseen failure: " + e + hint()));
        printTrace(e, command);
        return foreseen ? BAD_INPUT : UNFORESEEN;
    }

    private String hint() {
        return debug ? "" : " (--debug shows where)";
    }

    private void printTrace(Exception e, CommandLine command) {
        if (debug) {
            e.printStackTrace(command.getErr());
        }
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"SCORE WPS " + SoftwareVersion.get()};
        }
    }
}
