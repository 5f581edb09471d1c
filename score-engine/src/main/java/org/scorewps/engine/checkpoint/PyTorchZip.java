package org.scorewps.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.PyTorchLayout.Extent;

/**
 * The format that {@code torch.save} writes since 1.6: a zip archive, never compressed, of one folder with a pickle
 * ({@code data.pkl}), a file for each storage ({@code data/KEY}) and a few small ones.
 */
final class PyTorchZip {
    private static final String PICKLE = "/data.pkl";
    private static final long MAX_PICKLE_SIZE = 64 << 20;
    private static final int MAX_BYTE_ORDER_SIZE = 16;

    private final Path path;
    private final FileChannel channel;
    private final Map<String, Extent> entries;

    private PyTorchZip(Path path, FileChannel channel, Map<String, Extent> entries) {
        this.path = path;
        this.channel = channel;
        this.entries = entries;
    }

    /**
     * Reads the pickle and finds the storages.
     *
     * @throws InvalidInputException when the archive is damaged, compressed, big-endian or a TorchScript program
     */
    static PyTorchLayout read(Path path, FileChannel channel) throws IOException {
        return new PyTorchZip(path, channel, entries(path, channel.size())).layout();
    }

    private PyTorchLayout layout() throws IOException {
        List<String> pickles =
                entries.keySet().stream().filter(name -> name.endsWith(PICKLE)).toList();
        if (pickles.size() != 1) {
            throw refused("holds %d entries named data.pkl, a PyTorch checkpoint has one".formatted(pickles.size()));
        }
        String folder = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
        checkByteOrder(folder);
        Object root = PickleMachine.load(
                new PickleInput(path.toString(), map(pickles.get(0))), new TorchClasses(path.toString()));
        String prefix = folder + "/data/";
        Map<String, Extent> storages = new HashMap<>();
        entries.forEach((name, extent) -> {
            if (name.startsWith(prefix)) {
                storages.put(name.substring(prefix.length()), extent);
            }
        });
        return new PyTorchLayout(root, storages);
    }

    private void checkByteOrder(String folder) throws IOException {
        Optional<Extent> entry = Optional.ofNullable(entries.get(folder + "/byteorder"));
        if (entry.isEmpty()) {
            return; // torch before 2.1 did not write it
        }
        String order = new String(
                ChannelReader.read(path, channel, entry.get().position(), (int)
                                Math.min(MAX_BYTE_ORDER_SIZE, entry.get().length()))
                        .array(),
                StandardCharsets.ISO_8859_1);
        if (!order.equals("little")) {
            throw refused("was written on a big-endian computer; save it again on a little-endian one");
        }
    }

    private ByteBuffer map(String name) throws IOException {
        Extent extent = entries.get(name);
        if (extent.length() > MAX_PICKLE_SIZE) {
            throw refused("%s has %d bytes, at most %d are allowed".formatted(name, extent.length(), MAX_PICKLE_SIZE));
        }
        return channel.map(MapMode.READ_ONLY, extent.position(), extent.length());
    }

    private static Map<String, Extent> entries(Path path, long size) {
        Map<String, Extent> entries = new HashMap<>();
        try (ZipFile zip = ZipFile.builder().setPath(path).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                if (entry.getName().contains("/code/")) {
                    throw new InvalidInputException(
                            path + ": is a TorchScript archive, which holds a program; save its "
                                    + "state_dict() with torch.save and import that");
                }
                if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
                    throw new InvalidInputException("%s: entry %s is compressed, PyTorch checkpoints never are"
                            .formatted(path, entry.getName()));
                }
                Extent extent = new Extent(entry.getDataOffset(), entry.getSize());
                if (extent.position() < 0 || extent.length() < 0 || extent.position() > size - extent.length()) {
                    throw new InvalidInputException(
                            "%s: entry %s reaches beyond the end of the file".formatted(path, entry.getName()));
                }
                if (entries.put(entry.getName(), extent) != null) {
                    throw new InvalidInputException("%s: entry %s is there twice".formatted(path, entry.getName()));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw e instanceof InvalidInputException invalid
                    ? invalid
                    : new InvalidInputException(path + ": damaged or cut off zip archive: " + e.getMessage(), e);
        }
        return entries;
    }

    private InvalidInputException refused(String what) {
        return new InvalidInputException(path + ": " + what);
    }
}
