package org.scorewps.engine.checkpoint;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.PyTorchLayout.Extent;
import org.scorewps.engine.checkpoint.StridedTensor.Storage;

/**
 * The format that {@code torch.save} wrote before 1.6: five pickles (a magic number, the protocol, facts about the
 * computer, the object, the keys of its storages), then each storage: the number of its elements in eight bytes, and the
 * elements.
 */
final class PyTorchLegacy {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;
    private static final long MAX_PICKLES_SIZE = 64 << 20;

    private final Path path;
    private final FileChannel channel;

    private PyTorchLegacy(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Reads the pickles and finds the storages.
     *
     * @throws InvalidInputException when the file is damaged or big-endian
     */
    static PyTorchLayout read(Path path, FileChannel channel) throws IOException {
        return new PyTorchLegacy(path, channel).layout();
    }

    private PyTorchLayout layout() throws IOException {
        ByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, Math.min(channel.size(), MAX_PICKLES_SIZE));
        PickleInput input = new PickleInput(path.toString(), bytes);
        TorchClasses classes = new TorchClasses(path.toString());
        if (!MAGIC.equals(PickleMachine.load(input, classes))) {
            throw refused("is a pickle, but no PyTorch checkpoint");
        }
        if (!Long.valueOf(PROTOCOL).equals(PickleMachine.load(input, classes))) {
            throw refused("has an unknown version of the PyTorch format");
        }
        if (!(PickleMachine.load(input, classes) instanceof Map<?, ?> system)
                || !Boolean.TRUE.equals(system.get("little_endian"))) {
            throw refused("was written on a big-endian computer; save it again on a little-endian one");
        }
        Object root = PickleMachine.load(input, classes);
        if (!(PickleMachine.load(input, classes) instanceof List<?> keys)) {
            throw refused("is damaged: the list of storages is missing");
        }
        return new PyTorchLayout(root, storages(keys, classes.storages(), bytes.position()));
    }

    private Map<String, Extent> storages(List<?> keys, Map<String, Storage> used, long start) throws IOException {
        Map<String, Extent> storages = new HashMap<>();
        long position = start;
        for (Object key : keys) {
            if (!(key instanceof String name) || !used.containsKey(name)) {
                // its element size is not written anywhere else
                throw refused("is damaged: no tensor uses one of its storages");
            }
            int elementSize = used.get(name).type().size();
            if (position > channel.size() - Long.BYTES) {
                throw refused("is cut off");
            }
            long elements = ChannelReader.read(path, channel, position, Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            position += Long.BYTES;
            if (elements < 0 || elements > (channel.size() - position) / elementSize) {
                throw refused("is cut off");
            }
            storages.put(name, new Extent(position, elements * elementSize));
            position += elements * elementSize;
        }
        return storages;
    }

    private InvalidInputException refused(String what) {
        return new InvalidInputException(path + ": " + what);
    }
}
