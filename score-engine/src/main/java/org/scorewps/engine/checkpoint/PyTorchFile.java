package org.scorewps.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.PyTorchLayout.Extent;

/**
 * The state dict in a PyTorch checkpoint, written by {@code torch.save} in its present (zip) or its old format, of any
 * size. Opening it reads the pickle only, restricted to the classes of {@link TorchClasses}; each tensor is mapped by
 * itself when it is asked for, and copied only when its elements are not in C order. A mapped tensor stays valid after
 * {@link #close}. Safe for use by several threads.
 */
public final class PyTorchFile implements TensorSource {
    private final Path path;
    private final FileChannel channel;
    private final Map<String, StridedTensor> tensors;
    private final Map<String, Extent> storages;

    private PyTorchFile(
            Path path, FileChannel channel, Map<String, StridedTensor> tensors, Map<String, Extent> storages) {
        this.path = path;
        this.channel = channel;
        this.tensors = tensors;
        this.storages = storages;
    }

    /**
     * Opens a checkpoint: a state dict, or a dictionary that holds one as {@code model} or {@code state_dict}. A
     * {@code module.} before every name is taken off.
     *
     * @throws InvalidInputException when it can't be read, is damaged, or its pickle names a class that a state dict
     *     does not need
     */
    public static PyTorchFile open(Path path) {
        FileChannel channel = ChannelReader.open(path);
        try {
            PyTorchLayout layout =
                    isZip(path, channel) ? PyTorchZip.read(path, channel) : PyTorchLegacy.read(path, channel);
            Map<String, StridedTensor> tensors = new LinkedHashMap<>(StateDict.find(path.toString(), layout.root()));
            tensors.forEach((name, tensor) -> checkStorage(path, name, tensor, layout.storages()));
            return new PyTorchFile(path, channel, tensors, layout.storages());
        } catch (IOException | RuntimeException e) {
            throw ChannelReader.closeAndWrap(path, channel, e);
        }
    }

    /** Whether a file starts as a zip archive does. */
    static boolean isZip(Path path, FileChannel channel) throws IOException {
        return channel.size() > 4 && ChannelReader.read(path, channel, 0, 4).getInt() == 0x504b0304;
    }

    private static void checkStorage(Path path, String name, StridedTensor tensor, Map<String, Extent> storages) {
        StridedTensor.Storage storage = tensor.storage();
        Extent extent = storages.get(storage.key());
        if (extent == null) {
            throw new InvalidInputException(
                    "%s: tensor %s: its storage %s is missing".formatted(path, name, storage.key()));
        }
        if (storage.elements() > extent.length() / storage.type().size()) {
            throw new InvalidInputException("%s: tensor %s: its storage %s has %d bytes, %d elements of %s are needed"
                    .formatted(path, name, storage.key(), extent.length(), storage.elements(), storage.type()));
        }
    }

    @Override
    public List<TensorInfo> tensors() {
        return tensors.keySet().stream().map(this::info).toList();
    }

    @Override
    public boolean contains(String name) {
        return tensors.containsKey(name);
    }

    @Override
    public TensorInfo info(String name) {
        StridedTensor tensor = tensor(name);
        return new TensorInfo(name, tensor.storage().type(), tensor.shape());
    }

    @Override
    public ByteBuffer data(String name) {
        StridedTensor tensor = tensor(name);
        long begin = storages.get(tensor.storage().key()).position()
                + tensor.offset() * tensor.storage().type().size();
        Tensors.checkMappable(path.toString(), name, tensor.spanBytes());
        try {
            ByteBuffer span = channel.map(MapMode.READ_ONLY, begin, tensor.spanBytes());
            ByteBuffer data = tensor.contiguous() ? span : tensor.gather(span).asReadOnlyBuffer();
            return data.order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new InvalidInputException("%s: tensor %s can't be read: %s".formatted(path, name, e.getMessage()), e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private StridedTensor tensor(String name) {
        StridedTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new InvalidInputException(path + ": there is no tensor " + name);
        }
        return tensor;
    }
}
