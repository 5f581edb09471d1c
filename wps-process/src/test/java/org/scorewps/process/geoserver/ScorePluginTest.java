package org.scorewps.process.geoserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.geoserver.platform.ModuleStatusImpl;
import org.geotools.feature.NameImpl;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorewps.process.ScoreRegistry;
import org.springframework.context.support.ClassPathXmlApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The application context as GeoServer reads it, with stand-ins for the beans that GeoServer has. */
class ScorePluginTest {
    @TempDir
    Path data;

    /** Stands for GeoServer's bean of this name. */
    static final class ResourceLoader {
        private final File directory;

        ResourceLoader(File directory) {
            this.directory = directory;
        }

        public File getBaseDirectory() {
            return directory;
        }
    }

    private ClassPathXmlApplicationContext geoServer() {
        GenericApplicationContext parent = new GenericApplicationContext();
        parent.registerBean("resourceLoader", ResourceLoader.class, () -> new ResourceLoader(data.toFile()));
        parent.refresh();
        return new ClassPathXmlApplicationContext(new String[] {"applicationContext.xml"}, parent);
    }

    private static String listModels() {
        return (String) Processors.createProcess(new NameImpl("score", "ListModels"))
                .execute(Map.of(), null)
                .get("result");
    }

    private void write(String settings) throws IOException {
        Files.createDirectories(data.resolve("score"));
        Files.writeString(data.resolve("score").resolve("score.properties"), settings);
    }

    @Test
    void processesWorkWhileThePluginRuns() throws IOException {
        Files.createDirectories(data.resolve("score").resolve("models"));
        try (ClassPathXmlApplicationContext context = geoServer()) {
            assertThat(context.getBean(ModuleStatusImpl.class).summary())
                    .isEqualTo("score-wps, SCORE WPS, Open-vocabulary segmentation of aerial imagery, true, true");
            assertThat(listModels()).contains("\"color\"", "\"maxTiles\": 10000");
        }
        assertThatThrownBy(ScorePluginTest::listModels)
                .isInstanceOf(ProcessException.class)
                .hasMessage("the segmentation engine isn't set up on this server");
    }

    @Test
    void aMissingModelFolderIsToldToRequestsUntilItIsThere() throws IOException {
        try (ClassPathXmlApplicationContext context = geoServer()) {
            assertThat(context.isActive()).isTrue();
            assertThatThrownBy(ScorePluginTest::listModels).hasMessage("there is no folder of models: models");
            Files.createDirectories(data.resolve("score").resolve("models"));
            assertThat(listModels()).contains("\"color\"");
        }
    }

    @Test
    void settingsComeFromTheDataDirectory() throws IOException {
        write("models = weights\nmaxTiles = 77\ndefaultModel =\nmaxSeconds = 60\nmaxMegabytes = 4096\n");
        Files.createDirectories(data.resolve("score").resolve("weights"));
        try (ClassPathXmlApplicationContext context = geoServer()) {
            assertThat(context.isActive()).isTrue();
            assertThat(listModels()).contains("\"maxTiles\": 77", "\"maxSeconds\": 60", "\"maxMegabytes\": 4096");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxTiles = many | score.properties: maxTiles must be a whole number, not \"many\"",
                "maxTile = 5 | score.properties: there is no setting \"maxTile\"",
                "maxSeconds = -1 | limits must be at least 1, or 0 for none, not seconds -1, megabytes 0",
                "maxTiles = 0 | limits must be at least 1",
                "workers = 99999999999 | score.properties: workers is too large: 99999999999",
                "maxSessions = 0 | an engine needs",
                "models = \\u12 | score.properties can't be read"
            })
    void wrongSettingsDontKeepGeoServerFromStarting(String settings, String message) throws IOException {
        write(settings);
        try (ClassPathXmlApplicationContext context = geoServer()) {
            assertThat(context.isActive()).isTrue();
            assertThatThrownBy(ScorePluginTest::listModels).hasMessageContaining(message);
        }
    }

    @Test
    void layersByNameAreRefusedWithAWayOut() {
        try (ClassPathXmlApplicationContext context = geoServer()) {
            assertThat(context.isActive()).isTrue();
            assertThatThrownBy(() -> ScoreRegistry.get().coverages().open("topp:harbour"))
                    .hasMessageContaining("topp:harbour")
                    .hasMessageContaining("http://geoserver/wcs");
        }
    }
}
