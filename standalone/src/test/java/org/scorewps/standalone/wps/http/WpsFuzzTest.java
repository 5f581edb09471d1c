package org.scorewps.standalone.wps.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Tag;
import org.scorewps.standalone.wps.ServerSettings;

/** Whatever is sent, what comes back is a valid report of the client's mistake, or a result; never a trace. */
@Tag("slow")
@net.jqwik.api.Tag("slow") // its own, as its engine looks for no other
class WpsFuzzTest {
    private static final String DOCUMENT =
            Wps.executeXml("test:Area", Wps.complex("geom", "application/wkt", "POINT (1 2)"), Wps.raw("result"));

    private static Wps wps;

    @BeforeContainer
    static void start() throws Exception {
        wps = Wps.start(ServerSettings.defaults());
    }

    @AfterContainer
    static void stop() {
        wps.close();
    }

    @Property(tries = 300)
    void damagedDocuments(@ForAll("positions") int from, @ForAll("positions") int to, @ForAll byte[] bytes)
            throws Exception {
        final byte[] document = DOCUMENT.getBytes(StandardCharsets.UTF_8);
        final int start = Math.min(from, to);
        final byte[] damaged = new byte[start + bytes.length + document.length - Math.max(from, to)];
        System.arraycopy(document, 0, damaged, 0, start);
        System.arraycopy(bytes, 0, damaged, start, bytes.length);
        System.arraycopy(
                document, Math.max(from, to), damaged, start + bytes.length, document.length - Math.max(from, to));
        check(wps.send(HttpRequest.newBuilder(URI.create(wps.uri() + "wps"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(damaged))));
    }

    @Provide
    Arbitrary<Integer> positions() {
        return Arbitraries.integers().between(0, DOCUMENT.getBytes(StandardCharsets.UTF_8).length);
    }

    @Property(tries = 300)
    void anyInputs(@ForAll("inputs") String inputs) throws Exception {
        check(wps.get("service=WPS&version=1.0.0&request=Execute&identifier=test:Echo&DataInputs="
                + URLEncoder.encode(inputs, StandardCharsets.UTF_8)));
    }

    @Provide
    Arbitrary<String> inputs() {
        return Arbitraries.of(
                        "text",
                        "count",
                        "=",
                        ";",
                        "@",
                        "mimeType=",
                        "xlink:href=",
                        "%3B",
                        "%",
                        "\\",
                        "1",
                        "é\u0001",
                        "<&>")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static void check(Wps.Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.text()).isIn(200, 400, 413, 501);
        assertThat(answer.text()).doesNotContain("at org.", "Exception:", "java.");
        if (answer.status() != 200) {
            assertThat(answer.validate().exceptionCode()).isNotEmpty();
        }
    }
}
