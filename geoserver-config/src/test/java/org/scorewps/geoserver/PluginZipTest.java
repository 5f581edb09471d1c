package org.scorewps.geoserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The zip that administrators unpack into GeoServer. */
class PluginZipTest {
    private static final String VERSION = System.getProperty("plugin.version");

    private static ZipFile zip() throws IOException {
        return new ZipFile(Path.of(System.getProperty("plugin.zip")).toFile());
    }

    private static byte[] read(ZipFile zip, String name) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static Set<String> namesIn(byte[] jar) throws IOException {
        Set<String> names = new HashSet<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void itIsFlatAndHoldsOurJarsAndWhatGeoServerLacks() throws IOException {
        try (ZipFile zip = zip()) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            assertThat(names).noneMatch(name -> name.contains("/"));
            assertThat(names)
                    .extracting(name -> name.replace("-" + VERSION, "").replaceAll("-\\d+(\\.\\d+)+", ""))
                    .containsExactlyInAnyOrder(
                            "score-wps-README.txt",
                            "score-engine.jar",
                            "styles.jar",
                            "wps-process.jar",
                            "api.jar",
                            "pytorch-engine.jar",
                            "pytorch-jni.jar",
                            "pytorch-native-cpu-linux-x86_64.jar",
                            "gson.jar",
                            "jna.jar",
                            "commons-compress.jar",
                            "snakeyaml.jar");
        }
    }

    @Test
    void theProcessJarHasWhatGeoServerLooksFor() throws IOException {
        try (ZipFile zip = zip()) {
            assertThat(namesIn(read(zip, "wps-process-" + VERSION + ".jar")))
                    .contains("applicationContext.xml", "META-INF/services/org.geotools.process.ProcessFactory")
                    .noneMatch(name -> name.startsWith("org/geotools") || name.startsWith("org/geoserver"));
        }
    }

    @Test
    void theReadmeTellsItsVersion() throws IOException {
        try (ZipFile zip = zip()) {
            assertThat(new String(read(zip, "score-wps-README.txt"), StandardCharsets.UTF_8))
                    .startsWith("SCORE WPS " + VERSION)
                    .contains("score/models");
        }
    }
}
