package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShutdownGuardTest {
    /** A command that works until it is stopped, and then takes a moment to clean up. */
    static final class EndlessCommand {
        private EndlessCommand() {}

        /** Runs it. */
        public static void main(String... arguments) throws InterruptedException {
            try (ShutdownGuard guard = ShutdownGuard.open()) {
                System.out.println("started");
                work(guard);
            }
        }

        private static void work(ShutdownGuard guard) throws InterruptedException {
            try {
                while (true) {
                    guard.check();
                    Thread.sleep(10);
                }
            } finally {
                Thread.sleep(300);
                System.out.println("cleaned up");
            }
        }
    }

    @Test
    @Timeout(300)
    void aStoppedProgramCleansUpFirst() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessCommand.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("started");
            process.toHandle().destroy(); // the process itself would close its streams
            assertThat(lines.readLine()).isEqualTo("cleaned up");
            assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void nothingHappensWhenNobodyStops() {
        assertThatCode(() -> {
                    try (ShutdownGuard guard = ShutdownGuard.open()) {
                        guard.check();
                    }
                })
                .doesNotThrowAnyException();
    }
}
