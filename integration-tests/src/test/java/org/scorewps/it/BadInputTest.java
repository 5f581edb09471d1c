package org.scorewps.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.pool.LocalEngine;

/** Whatever comes in, the answer is one clear line, and the server goes on. */
@Tag("slow")
class BadInputTest extends ServerTest {
    private static final Pattern POSITIONS = Pattern.compile("posList>([^<]+)<");

    @TempDir
    private Path folder;

    @AfterEach
    void theServerGoesOn() throws Exception {
        wps().assertAlive(square());
    }

    private static void assertRefused(Wps.Answer answer, String... parts) {
        assertThat(answer.exceptionCode()).as(answer.text()).isNotEmpty();
        assertThat(answer.exceptionText()).contains(parts).doesNotContain("\n", "\tat ", "Exception");
        assertThat(answer.exceptionText().length()).isLessThan(500);
    }

    private Wps.Answer segment(String classes, String... more) throws Exception {
        return wps().segment(square(), classes, Wps.GEOJSON, more);
    }

    @Test
    void unknownModel() throws Exception {
        assertRefused(segment("red", "model", "none"), "no model \"none\"", "installed are: ");
        assertRefused(segment("red", "model", "../tiny"), "no model \"../tiny\"");
    }

    @Test
    void noClasses() throws Exception {
        assertRefused(segment(""), "class");
        assertRefused(segment(" ;; "), "class");
        assertRefused(wps().post(Wps.document(Wps.coverage(Files.readAllBytes(square())), Wps.GEOJSON)), "classes");
    }

    @Test
    void tenThousandClasses() throws Exception {
        String many = IntStream.range(0, 10_000).mapToObj(i -> "class" + i).collect(Collectors.joining("; "));
        assertRefused(segment(many), "10000", "1000");
    }

    @Test
    void aClassNameOfAMegabyte() throws Exception {
        assertRefused(segment("x".repeat(1 << 20)), "1048576", "at most");
    }

    @Test
    void aTruncatedGeoTiff() throws Exception {
        byte[] whole = Files.readAllBytes(square());
        for (int length : new int[] {0, 3, 8, 100, whole.length / 2, whole.length - 100}) {
            Path cut = Files.write(folder.resolve("cut.tif"), Arrays.copyOf(whole, length));
            assertRefused(wps().segment(cut, "red", Wps.GEOJSON), "coverage");
        }
    }

    @Test
    void onePixel() throws Exception {
        Wps.Answer answer = wps().segment(PaintedRaster.square(folder.resolve("one.tif"), 1), "red", Wps.GEOJSON);
        assertThat(answer.text()).contains("FeatureCollection");
    }

    @Test
    void aRasterOfATrillionPixels() throws Exception {
        Path huge = SparseTiff.write(folder.resolve("huge.tif"), 1_000_000, 1_000_000);
        assertRefused(wps().segment(huge, "red", Wps.GEOJSON), "pixels");
    }

    @Test
    void pixelsThatAreNotNumbers() throws Exception {
        Path none = PaintedRaster.notNumbers(folder.resolve("none.tif"), SIZE, true);
        assertThat(wps().segment(none, "red", Wps.GEOJSON, "minScore", "0").text())
                .contains("\"features\":[]");
        Path lower = PaintedRaster.notNumbers(folder.resolve("lower.tif"), SIZE, false);
        Wps.Answer answer = wps().segment(lower, "red", Wps.GML, "minScore", "0");
        double limit = PaintedRaster.SOUTH + SIZE * PaintedRaster.RESOLUTION * 3 / 4;
        assertThat(northings(answer.text())).as(answer.text()).isNotEmpty().allSatisfy(northing -> assertThat(northing)
                .isBetween(PaintedRaster.SOUTH, limit));
    }

    private static List<Double> northings(String gml) {
        return POSITIONS
                .matcher(gml)
                .results()
                .map(list -> list.group(1).split(" "))
                .flatMap(numbers ->
                        IntStream.range(0, numbers.length / 2).mapToObj(i -> Double.valueOf(numbers[2 * i + 1])))
                .toList();
    }

    @Test
    void aClientThatHangsUp() throws Exception {
        assumeTrue(server().embedded().isPresent(), "only the embedded server's inside can be seen");
        LocalEngine engine = server().embedded().orElseThrow().engine();
        Path large = PaintedRaster.square(folder.resolve("large.tif"), 4096);
        String request = Wps.document(Wps.coverage(Files.readAllBytes(large)) + Wps.literals("red"), Wps.GEOJSON);
        long before = engine.statistics().done();
        try (Socket socket = new Socket(server().wps().getHost(), server().wps().getPort())) {
            send(socket, request);
            while (engine.statistics().sessions() == 0 || engine.statistics().done() == before) {
                Thread.sleep(20); // the class's time limit ends it
            }
        }
        while (engine.statistics().sessions() > 0) {
            Thread.sleep(20);
        }
        assertThat(engine.statistics().queued()).isZero();
        assertThat(engine.statistics().done() - before)
                .as("tiles that were still computed; of all there are more than a hundred")
                .isLessThan(100);
    }

    private static void send(Socket socket, String document) throws IOException {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        String head = "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n"
                .formatted(server().wps().getPath(), server().wps().getAuthority(), body.length);
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }
}
