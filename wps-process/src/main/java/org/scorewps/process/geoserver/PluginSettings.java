package org.scorewps.process.geoserver;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.ProcessLimits;

/**
 * The content of {@code score/score.properties} in GeoServer's data directory; all of it is optional: {@code models}
 * (folder, relative to {@code score/}), {@code defaultModel}, {@code workers}, {@code maxSessions}, {@code queuedTiles},
 * {@code maxPixels}, {@code maxTiles}, {@code maxInstances}, {@code tilesInFlight}, {@code maxSeconds},
 * {@code maxMegabytes}.
 *
 * @param engine what the engine is started with
 * @param limits what one request may use
 */
record PluginSettings(EngineSettings engine, ProcessLimits limits) {
    static final String FILE = "score.properties";

    private static final Set<String> NAMES = Set.of(
            "models",
            "defaultModel",
            "workers",
            "maxSessions",
            "queuedTiles",
            "maxPixels",
            "maxTiles",
            "maxInstances",
            "tilesInFlight",
            "maxSeconds",
            "maxMegabytes");

    /**
     * Reads the settings.
     *
     * @param folder the data directory's {@code score} folder; may be missing
     * @throws InvalidInputException when the file can't be read, has an unknown name or a value out of range
     */
    static PluginSettings read(Path folder) {
        Properties properties = load(folder.resolve(FILE));
        for (String name : properties.stringPropertyNames()) {
            if (!NAMES.contains(name)) {
                throw new InvalidInputException("%s: there is no setting \"%s\"".formatted(FILE, name));
            }
        }
        ProcessLimits usual = ProcessLimits.DEFAULT;
        return new PluginSettings(
                new EngineSettings(
                        folder.resolve(
                                properties.getProperty("models", "models").strip()),
                        Optional.ofNullable(properties.getProperty("defaultModel"))
                                .map(String::strip)
                                .filter(name -> !name.isEmpty()),
                        number(properties, "workers", 0),
                        number(properties, "maxSessions", EngineSettings.DEFAULT_SESSIONS),
                        number(properties, "queuedTiles", EngineSettings.DEFAULT_QUEUE)),
                new ProcessLimits(
                        big(properties, "maxPixels", usual.maxPixels()),
                        big(properties, "maxTiles", usual.maxTiles()),
                        number(properties, "maxInstances", usual.maxInstances()),
                        number(properties, "tilesInFlight", usual.tilesInFlight()),
                        big(properties, "maxSeconds", usual.maxSeconds()),
                        big(properties, "maxMegabytes", usual.maxMegabytes())));
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new InvalidInputException(FILE + " can't be read: " + unreadable.getMessage(), unreadable);
            }
        }
        return properties;
    }

    private static int number(Properties properties, String name, int usual) {
        long value = big(properties, name, usual);
        if (value != (int) value) {
            throw new InvalidInputException("%s: %s is too large: %d".formatted(FILE, name, value));
        }
        return (int) value;
    }

    private static long big(Properties properties, String name, long usual) {
        String text = properties.getProperty(name, "").strip();
        try {
            return text.isEmpty() ? usual : Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new InvalidInputException(
                    "%s: %s must be a whole number, not \"%s\"".formatted(FILE, name, text), notANumber);
        }
    }
}
