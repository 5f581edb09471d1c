package org.scorewps.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of other people that tests use where they are installed. */
final class Programs {
    private static final long SECONDS = 120;

    /** Debian's own interpreter: its packages are not seen by others. */
    static final String PYTHON = "/usr/bin/python3";

    private Programs() {}

    /** Skips the test when a program is missing, and says which Debian package has it. */
    static void assume(String program, String debianPackage) {
        boolean installed = Stream.concat(
                        Stream.of(Path.of(program)),
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                                .map(folder -> Path.of(folder, program)))
                .anyMatch(Files::isExecutable);
        assumeTrue(installed, program + " isn't installed: apt-get install " + debianPackage);
    }

    /** Skips the test when Debian's Python lacks a module. */
    static void assumePython(String module, String debianPackage) throws Exception {
        assume(PYTHON, "python3");
        Process process = new ProcessBuilder(PYTHON, "-c", "import " + module)
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assumeTrue(process.waitFor() == 0, "Python's " + module + " isn't installed: apt-get install " + debianPackage);
    }

    /** Runs a program and gives its standard output; fails when it fails or takes too long. */
    static String run(Object... command) throws Exception {
        return run(ProcessBuilder.Redirect.PIPE, command);
    }

    /** The same with a file as standard input. */
    static String runWithInput(Path input, Object... command) throws Exception {
        return run(ProcessBuilder.Redirect.from(input.toFile()), command);
    }

    private static String run(ProcessBuilder.Redirect input, Object... command) throws Exception {
        List<String> words = Arrays.stream(command).map(String::valueOf).toList();
        Path output = Files.createTempFile("output", ".txt");
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            Process process = new ProcessBuilder(words)
                    .redirectInput(input)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            assertThat(ended).as("%s ended; it said: %s", words, read(errors)).isTrue();
            assertThat(process.exitValue()).as("%s: %s", words, read(errors)).isZero();
            return read(output);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
