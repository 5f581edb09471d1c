package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.CoverageSource;

class RasterFolderTest {
    private static final String GRID = "ncols 2\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2\n";

    @Test
    void layersAreFilesWithOrWithoutTheirEnding(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("hill.asc"), GRID);
        Files.writeString(folder.resolve("notes.txt"), "none");
        for (String name : new String[] {"hill", "hill.asc"}) {
            try (CoverageSource.OpenCoverage layer = new RasterFolder(folder).open(name)) {
                assertThat(layer.coverage().getRenderedImage().getWidth()).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../hill", "sub/hill", "notes", "/etc/hostname"})
    void otherNamesAreRefused(String name, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("hill.asc"), GRID);
        Files.writeString(folder.resolve("notes.txt"), "none");
        assertThatThrownBy(() -> new RasterFolder(folder).open(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there are: hill");
    }

    @Test
    void aFolderMustBeThere(@TempDir Path folder) {
        assertThatThrownBy(() -> new RasterFolder(folder.resolve("none"))).isInstanceOf(InvalidInputException.class);
    }
}
