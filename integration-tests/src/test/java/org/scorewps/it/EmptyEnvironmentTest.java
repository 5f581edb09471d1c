package org.scorewps.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as cron, systemd and containers start it: without a locale and, but for the path, without an environment. */
@Timeout(240)
class EmptyEnvironmentTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path TARGET = ROOT.resolve("standalone/target");

    @TempDir
    private Path folder;

    private record Run(int exit, String out, String errors) {}

    @BeforeEach
    void needsTheProgram() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is a script for sh");
        assumeTrue(
                Files.isRegularFile(TARGET.resolve("fingerprint")), "the program isn't packaged: mvn verify does it");
        Run now = sh("sh " + quoted(ROOT.resolve("standalone/src/build/fingerprint")));
        assumeTrue(
                now.out().equals(Files.readString(TARGET.resolve("fingerprint"))),
                "the packaged program is of other sources: mvn verify packages it again");
    }

    @Test
    void namesComeOutAsTheyWentIn() throws Exception {
        Path raster = PaintedRaster.square(folder.resolve("square.tif"), 64);
        Run run = sh("mkdir 'Büro 東京 дом' && mv " + quoted(raster) + " 'Büro 東京 дом/Bild ä.tif' && "
                + quoted(ROOT.resolve("score"))
                + " segment 'Büro 東京 дом/Bild ä.tif' --classes 'dépôt, Größe; 船 & Co; дом'"
                + " --semantic 'Büro 東京 дом/ö.tif' --out 'Büro 東京 дом/ж.geojson' && cd 'Büro 東京 дом' && ls"
                + " && cp ö.tif ../classes.tif && cp ö.tif.aux.xml ../names.xml && cp ж.geojson ../found.geojson"
                + "; code=$?; cd " + quoted(folder) + "; rm -rf 'Büro 東京 дом'; exit $code");
        assertThat(run.exit()).as(run.errors()).isZero();
        assertThat(run.out()).contains("Bild ä.tif\n", "ö.tif\n", "ж.geojson\n");
        assertThat(new String(Files.readAllBytes(folder.resolve("classes.tif")), StandardCharsets.UTF_8))
                .contains(">dépôt<", ">船 &amp;amp; Co<", ">дом<");
        assertThat(Files.readString(folder.resolve("names.xml")))
                .contains("<Category>dépôt</Category>", "<Category>船 &amp; Co</Category>", "<Category>дом</Category>");
        assertThat(Files.readString(folder.resolve("found.geojson"))).startsWith("{\"type\":\"FeatureCollection\"");
    }

    @Test
    void messagesAreUtf8() throws Exception {
        Run run = sh(quoted(ROOT.resolve("score")) + " segment 'fehlt ä 東京 дом.tif' --classes ship --out out.geojson");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.errors()).contains("fehlt ä 東京 дом.tif");
    }

    /** Runs a script: what has names beyond ASCII stays in there, where the locale of the tests doesn't matter. */
    private Run sh(String text) throws Exception {
        Path script = Files.writeString(folder.resolve("run.sh"), text);
        Path out = folder.resolve("out.txt");
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + path);
        int exit = builder.start().waitFor();
        return new Run(exit, Files.readString(out), Files.readString(errors));
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }
}
