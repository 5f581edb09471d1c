package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One jar serves GeoServer 2.27 (JAI, javax.servlet), 2.28 and 3 (ImageN, jakarta.servlet). So its classes may not name
 * types that only some of them have, nor GeoTools methods whose signatures show such types.
 */
class BinaryCompatibilityTest {
    private static final List<String> FORBIDDEN = List.of(
            "javax/media/jai",
            "org/eclipse/imagen",
            "javax/servlet",
            "jakarta/servlet",
            "it/geosolutions",
            "org/geotools/image/ImageWorker",
            "org/geotools/coverage/util/CoverageUtilities",
            "org/geoserver/",
            "org/springframework/",
            "getInterpolation",
            "getNoDataProperty",
            "getImageLayout");

    @Test
    void classesNameNothingThatOnlySomeServersHave() throws IOException {
        Path classes = Path.of("target", "classes");
        List<Path> files;
        try (Stream<Path> tree = Files.walk(classes)) {
            files = tree.filter(file -> file.toString().endsWith(".class")).toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        for (Path file : files) {
            // names in a constant pool are modified UTF-8: plain text as long as they are ASCII
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(FORBIDDEN).as(file.toString()).noneMatch(content::contains);
        }
    }
}
