package org.scorewps.it;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What all tests against a running server share: the server, a client for it, and a raster that is as it should be. */
@Timeout(600)
abstract class ServerTest {
    /** Side of {@link #square()}, pixels. */
    static final int SIZE = 128;

    @TempDir
    static Path shared;

    private static WpsUnderTest server;
    private static Path square;

    @BeforeAll
    static void startServer(TestInfo test) throws Exception {
        server = WpsUnderTest.start(test.getTestClass().orElseThrow().isAnnotationPresent(FindsRed.class));
        square = PaintedRaster.square(shared.resolve("square.tif"), SIZE);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    static WpsUnderTest server() {
        return server;
    }

    static Wps wps() {
        return new Wps(server.wps());
    }

    /** A GeoTIFF with a red square of half its width in its middle. */
    static Path square() {
        return square;
    }
}
