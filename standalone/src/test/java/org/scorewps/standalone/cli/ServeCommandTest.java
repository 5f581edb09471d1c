package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeCommandTest {
    @Test
    void printsItsAddressesAndServesUntilItIsStopped() throws Exception {
        final PipedReader pipe = new PipedReader();
        final PrintWriter out = new PrintWriter(new PipedWriter(pipe), true);
        final StringWriter err = new StringWriter();
        final AtomicInteger code = new AtomicInteger(-1);
        final Thread command =
                new Thread(() -> code.set(ScoreCommand.execute(out, new PrintWriter(err), "serve", "--port", "0")));
        command.start();
        try (BufferedReader lines = new BufferedReader(pipe)) {
            String line = lines.readLine();
            while (!line.contains("health")) {
                line = lines.readLine();
            }
            final URI health = URI.create(line.replaceFirst(".*(?=http:)", ""));
            final HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains("\"up\"");
        } finally {
            command.interrupt();
            command.join(20_000);
        }
        assertThat(code.get()).isEqualTo(ScoreCommand.DONE);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aTakenPortIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final CommandRun run = CommandRun.of("serve", "--port", String.valueOf(taken.getLocalPort()));
            assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
            assertThat(run.err().strip())
                    .contains(String.valueOf(taken.getLocalPort()))
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--max-pixels=0", "--max-tiles=-1", "--max-instances=0", "--max-seconds=-1", "--max-memory-mb=-5"
            })
    void impossibleLimitsAreRefused(String option) {
        final CommandRun run = CommandRun.of("serve", "--port", "0", option);
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.err().strip()).contains("limits must be at least 1").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=70000", "--parallel=0", "--keep=-1", "--timeout=soon"})
    void impossibleOptionsAreRefused(String option) {
        final CommandRun run = CommandRun.of("serve", option);
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.err()).contains(option.substring(0, option.indexOf('=')));
    }
}
