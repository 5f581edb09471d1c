package org.scorewps.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.scorewps.engine.InvalidInputException;

/** Opens checkpoints of every format that can be read; the content decides, not the name. */
public final class CheckpointFile {
    private static final int HEAD = 9;

    private CheckpointFile() {}

    /**
     * Opens a PyTorch (zip or legacy) or safetensors file.
     *
     * @throws InvalidInputException when it can't be read, is damaged or of another format
     */
    public static TensorSource open(Path path) {
        return switch (format(path)) {
            case PYTORCH -> PyTorchFile.open(path);
            case SAFETENSORS -> SafetensorsFile.open(path);
        };
    }

    private enum Format {
        PYTORCH,
        SAFETENSORS
    }

    private static Format format(Path path) {
        try (FileChannel channel = ChannelReader.open(path)) {
            if (channel.size() < HEAD) {
                throw new InvalidInputException(
                        "%s: too short for a checkpoint (%d bytes)".formatted(path, channel.size()));
            }
            ByteBuffer head = ChannelReader.read(path, channel, 0, HEAD);
            // a pickle of protocol 2 and later starts with 0x80 and the protocol, a safetensors header is JSON
            if (PyTorchFile.isZip(path, channel)
                    || (head.get(0) == (byte) 0x80 && head.get(1) <= 5 && head.get(8) != '{')) {
                return Format.PYTORCH;
            }
            if (head.get(8) == '{') {
                return Format.SAFETENSORS;
            }
            throw new InvalidInputException(path + ": neither a PyTorch checkpoint nor a safetensors file");
        } catch (IOException e) {
            throw ChannelReader.failure(path, e);
        }
    }
}
