package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.process.scene.CoverageVersion;

class FileVersionTest {
    @TempDir
    Path folder;

    private Path file;
    private Optional<CoverageVersion> before;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("a.tif"), "one");
        before = later();
    }

    /** The version when all that was done so far is long ago. */
    private Optional<CoverageVersion> later() {
        return FileVersion.of(file, Instant.now().plusSeconds(60));
    }

    @Test
    void whatStaysHasOneVersion() throws Exception {
        assertThat(before).isPresent();
        Files.writeString(folder.resolve("b.tif"), "another");
        assertThat(later()).isEqualTo(before);
        assertThat(FileVersion.of(folder.resolve("b.tif"), Instant.now().plusSeconds(60)))
                .isPresent()
                .isNotEqualTo(before);
    }

    @Test
    void whatMayStillChangeHasNone() {
        assertThat(FileVersion.of(file, Instant.now())).isEmpty();
        assertThat(FileVersion.of(folder.resolve("none.tif"), Instant.now().plusSeconds(60)))
                .isEmpty();
    }

    @Test
    void everyChangeMakesAnother() throws Exception {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "longer");
        assertThat(later()).isNotEqualTo(before);
        // another file of the same size and time in its place
        Path other = Files.writeString(folder.resolve("b.tif"), "two");
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
        assertThat(later()).isNotEqualTo(before);
    }

    @Test
    void footprintsAndMasksCount() throws Exception {
        for (String name : new String[] {"a.wkt", "a.wkb", "a.tif.msk", "a.tif.aux.xml"}) {
            Path beside = Files.writeString(folder.resolve(name), "x");
            assertThat(later()).isPresent().isNotEqualTo(before);
            Files.delete(beside);
            assertThat(later()).isEqualTo(before);
        }
    }
}
