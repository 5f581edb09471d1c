package org.scorewps.standalone.wps.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.scorewps.standalone.wps.ServerSettings;
import org.scorewps.standalone.wps.ServerSettings.Limits;

/** The life of a job: queued, moving, done or cancelled, forgotten. */
@Tag("slow")
class WpsJobsTest {
    private static final String STATUS = "local-name(//wps:Status/*)";

    private static final String REQUEST = "GET /wps?service=WPS&version=1.0.0&request=Execute&identifier=test:Wait"
            + "&RawDataOutput=result HTTP/1.1\r\nHost: localhost\r\n";

    private Wps wps;

    @BeforeEach
    void start() throws Exception {
        TestProcesses.Wait.GO.drainPermits();
        wps = Wps.start(settings(Duration.ofMinutes(5), Duration.ofMinutes(10)));
    }

    @AfterEach
    void stop() {
        TestProcesses.Wait.GO.release(100);
        wps.close();
        TestProcesses.Wait.GO.drainPermits();
    }

    private static ServerSettings settings(Duration execution, Duration retention) {
        return ServerSettings.defaults()
                .withLimits(
                        new Limits(1_000_000, 1_000_000, 1_000_000, 1, 1, execution, Duration.ofSeconds(1), retention));
    }

    @Test
    void aStoredJobMovesFromAcceptedToSucceeded() throws Exception {
        final URI first = submit();
        final URI second = submit();
        assertThat(status(second).xpath(STATUS)).isEqualTo("ProcessAccepted");
        final Wps.Answer started = until(first, "ProcessStarted");
        assertThat(started.xpath("//wps:ProcessStarted/@percentCompleted")).isEqualTo("42");
        assertThat(started.xpath("//wps:ProcessStarted")).isEqualTo("waiting");
        TestProcesses.Wait.GO.release(2);
        final Wps.Answer succeeded = until(first, "ProcessSucceeded");
        assertThat(succeeded.xpath("//wps:LiteralData")).isEqualTo("went");
        until(second, "ProcessSucceeded");
    }

    @Test
    void aFullQueueIsBusy() throws Exception {
        until(submit(), "ProcessStarted");
        submit();
        final Wps.Answer busy = wps.execute("test:Wait", "", "RawDataOutput", "result");
        assertThat(busy.exceptionCode()).isEqualTo("ServerBusy");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.response().headers().firstValue("Retry-After")).isPresent();
        // describing goes on
        assertThat(wps.get("service=WPS&request=GetCapabilities").status()).isEqualTo(200);
    }

    @Test
    void dismissEndsTheJob() throws Exception {
        final URI job = submit();
        until(job, "ProcessStarted");
        final int before = TestProcesses.Wait.CANCELLED.get();
        final Wps.Answer dismissed = get(URI.create(job.toString().replace("GetExecutionStatus", "Dismiss")));
        assertThat(dismissed.validate().xpath(STATUS)).isEqualTo("ProcessFailed");
        assertThat(dismissed.text()).contains("dismissed");
        eventually(() -> TestProcesses.Wait.CANCELLED.get() == before + 1);
        TestProcesses.Wait.GO.release();
        assertThat(wps.execute("test:Wait", "", "RawDataOutput", "result").text())
                .isEqualTo("went");
    }

    @Test
    void aQueuedJobThatIsDismissedNeverRuns() throws Exception {
        until(submit(), "ProcessStarted");
        final URI queued = submit();
        get(URI.create(queued.toString().replace("GetExecutionStatus", "Dismiss")));
        TestProcesses.Wait.GO.release();
        assertThat(status(queued).xpath(STATUS)).isEqualTo("ProcessFailed");
        TestProcesses.Wait.GO.release();
        assertThat(wps.execute("test:Wait", "", "RawDataOutput", "result").text())
                .isEqualTo("went");
    }

    @Test
    void theTimeLimitEndsEvenAStubbornProcess() throws Exception {
        wps.close();
        wps = Wps.start(settings(Duration.ofMillis(300), Duration.ofMinutes(10)));
        final Wps.Answer late = wps.execute("test:Wait", "stubborn=true");
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.xpath("//wps:ProcessFailed//ows:ExceptionText")).contains("longer than");
    }

    @Test
    void jobsExpire() throws Exception {
        wps.close();
        wps = Wps.start(settings(Duration.ofMinutes(5), Duration.ofMillis(500)));
        TestProcesses.Wait.GO.release();
        final URI job = submit();
        eventually(() -> status(job).exceptionCode().equals("InvalidParameterValue"));
        assertThat(status(job).text()).contains("expired");
    }

    @Test
    void aClientThatLeavesCancelsItsRequest() throws Exception {
        final int before = TestProcesses.Wait.CANCELLED.get();
        try (Socket socket = new Socket(wps.uri().getHost(), wps.uri().getPort())) {
            socket.getOutputStream().write((REQUEST + "\r\n").getBytes(StandardCharsets.UTF_8));
            eventually(() -> health().contains("\"jobs\":1"));
        }
        eventually(() -> TestProcesses.Wait.CANCELLED.get() == before + 1);
        eventually(() -> health().contains("\"jobs\":0"));
    }

    @Test
    void pipelinedRequestsSurviveTheLookForDisconnects() throws Exception {
        try (Socket socket = new Socket(wps.uri().getHost(), wps.uri().getPort())) {
            socket.setSoTimeout(240_000);
            socket.getOutputStream().write((REQUEST + "\r\n").getBytes(StandardCharsets.UTF_8));
            eventually(() -> health().contains("\"jobs\":1"));
            socket.getOutputStream().write((REQUEST + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            // long enough for the second request to be noticed
            Thread.sleep(600);
            TestProcesses.Wait.GO.release(2);
            final String both = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(both.split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    @Test
    void storageIsLimited() throws Exception {
        final String text = "x".repeat(400_000);
        for (int i = 0; i < 2; i++) {
            final Wps.Answer kept = wps.post(Wps.executeXml(
                    "test:Echo",
                    Wps.literal("text", text),
                    "<wps:ResponseDocument storeExecuteResponse=\"true\"><wps:Output><ows:Identifier>result"
                            + "</ows:Identifier></wps:Output></wps:ResponseDocument>"));
            assertThat(kept.xpath(STATUS)).isEqualTo("ProcessSucceeded");
            assertThat(kept.xpath("//wps:ExecuteResponse/@statusLocation")).isNotEmpty();
        }
        final Wps.Answer full = wps.post(Wps.executeXml("test:Echo", Wps.literal("text", text), Wps.raw("result")));
        assertThat(full.exceptionCode()).isEqualTo("NotEnoughStorage");
        assertThat(full.status()).isEqualTo(507);
    }

    @Test
    void inputsDoNotOutliveTheirJob() throws Exception {
        final String point = Wps.complex("geom", "application/wkt", "POINT (1 2)" + " ".repeat(600_000));
        for (int i = 0; i < 3; i++) {
            final Wps.Answer kept = wps.post(Wps.executeXml(
                    "test:Area",
                    point,
                    "<wps:ResponseDocument storeExecuteResponse=\"true\"><wps:Output><ows:Identifier>result"
                            + "</ows:Identifier></wps:Output></wps:ResponseDocument>"));
            assertThat(kept.xpath(STATUS)).as(kept.text()).isEqualTo("ProcessSucceeded");
        }
    }

    @Test
    void manyClientsAtOnce() throws Exception {
        wps.close();
        wps = Wps.start(ServerSettings.defaults());
        final ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            final List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                final int number = i;
                calls.add(() -> wps.execute("test:Join", "part=a;part=" + number, "RawDataOutput", "result")
                        .text());
            }
            final List<Future<String>> answers = clients.invokeAll(calls);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo("a|" + i);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    /** Starts a waiting job, and gives the address of its status. */
    private URI submit() throws Exception {
        final Wps.Answer accepted = wps.execute(
                "test:Wait", "", "ResponseDocument", "result", "storeExecuteResponse", "true", "status", "true");
        accepted.validate();
        return URI.create(accepted.xpath("//wps:ExecuteResponse/@statusLocation"));
    }

    private Wps.Answer status(URI job) throws Exception {
        return get(job).validate();
    }

    private String health() throws Exception {
        return get(wps.uri().resolve("health")).text();
    }

    private Wps.Answer get(URI address) throws Exception {
        return wps.send(HttpRequest.newBuilder(address).GET());
    }

    private Wps.Answer until(URI job, String wanted) throws Exception {
        eventually(() -> status(job).xpath(STATUS).equals(wanted));
        return status(job);
    }

    private static void eventually(Callable<Boolean> condition) throws Exception {
        final long end = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.sleep(25);
        }
    }
}
