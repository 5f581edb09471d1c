package org.scorewps.engine.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model directories in a folder: its subdirectories that have a {@code model.json}. The folder is looked at each
 * time; a directory is read again when its files have changed. Directories that can't be read are left out and logged,
 * once each time they change. Safe for use by many threads.
 */
final class ModelCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCatalog.class);
    private static final int MAX_SHOWN = 80;

    private final Path folder;
    private final Map<Path, Read> known = new HashMap<>();

    /**
     * A model as it was found.
     *
     * @param directory its content
     * @param version differs when a file was changed
     */
    record Entry(ModelDirectory directory, Version version) {}

    /** What tells one state of a model directory from another. */
    record Version(FileTime configTime, long configSize, FileTime weightsTime, long weightsSize) {
        static Version of(Path directory) throws IOException {
            BasicFileAttributes config = attributes(directory.resolve(ModelDirectory.CONFIG_FILE));
            Path weights = directory.resolve(ModelDirectory.WEIGHTS_FILE);
            boolean present = Files.exists(weights);
            return new Version(
                    config.lastModifiedTime(),
                    config.size(),
                    present ? attributes(weights).lastModifiedTime() : FileTime.fromMillis(0),
                    present ? attributes(weights).size() : -1);
        }

        private static BasicFileAttributes attributes(Path file) throws IOException {
            return Files.readAttributes(file, BasicFileAttributes.class);
        }
    }

    private record Read(Version version, Optional<ModelDirectory> content) {}

    /** @param folder may be missing; then there are no models until somebody makes it */
    ModelCatalog(Path folder) {
        this.folder = folder;
    }

    /** All models that can be used, by name. */
    synchronized SortedMap<String, Entry> entries() {
        SortedMap<String, Entry> entries = new TreeMap<>();
        List<Path> directories = directories();
        known.keySet().retainAll(directories);
        for (Path directory : directories) {
            read(directory).ifPresent(entry -> entries.put(entry.directory().name(), entry));
        }
        return entries;
    }

    /**
     * A model by its name. Names are compared with those that the folder has, never made into paths.
     *
     * @throws InvalidInputException when there is none of that name; the message lists those there are
     */
    Entry entry(String name) {
        SortedMap<String, Entry> entries = entries();
        Entry entry = entries.get(name);
        if (entry == null) {
            String shown = name.replaceAll("\\p{Cntrl}", " ");
            throw new InvalidInputException("there is no model \"%s\"; %s"
                    .formatted(
                            shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "..." : shown, list(entries)));
        }
        return entry;
    }

    /**
     * The first model.
     *
     * @throws InvalidInputException when there are none
     */
    Entry first() {
        SortedMap<String, Entry> entries = entries();
        if (entries.isEmpty()) {
            throw new InvalidInputException(list(entries));
        }
        return entries.get(entries.firstKey());
    }

    private static String list(SortedMap<String, Entry> entries) {
        return entries.isEmpty()
                ? "no models are installed on this server"
                : entries.keySet().stream().collect(Collectors.joining(", ", "installed are: ", ""));
    }

    private List<Path> directories() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> Files.isRegularFile(child.resolve(ModelDirectory.CONFIG_FILE)))
                    .toList();
        } catch (IOException e) {
            LOG.warn("the folder of models can't be read: {}", e.toString());
            return List.of();
        }
    }

    private Optional<Entry> read(Path directory) {
        try {
            Version version = Version.of(directory);
            Read read = known.get(directory);
            if (read == null || !read.version().equals(version)) {
                read = new Read(version, open(directory));
                known.put(directory, read);
            }
            return read.content().map(content -> new Entry(content, version));
        } catch (IOException e) {
            LOG.warn("model directory {} is left out: {}", directory.getFileName(), e.toString());
            return Optional.empty();
        }
    }

    private static Optional<ModelDirectory> open(Path directory) {
        try {
            return Optional.of(ModelDirectory.open(directory));
        } catch (RuntimeException e) {
            LOG.warn("model directory {} is left out: {}", directory.getFileName(), e.getMessage());
            return Optional.empty();
        }
    }
}
