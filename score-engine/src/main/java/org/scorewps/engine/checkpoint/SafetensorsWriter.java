package org.scorewps.engine.checkpoint;

import com.google.gson.stream.JsonWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes a safetensors file of any size as a stream: the tensors are named when it is opened, then their bytes follow in
 * that order, in pieces as small as the caller likes.
 */
public final class SafetensorsWriter implements Closeable {
    /** The data section starts at a multiple of this, so that mapped tensors are aligned. */
    private static final int ALIGNMENT = 8;

    private final Path path;
    private final FileChannel channel;
    private final long end;
    private final MessageDigest digest = Sha256.digest();

    private SafetensorsWriter(Path path, FileChannel channel, long end) {
        this.path = path;
        this.channel = channel;
        this.end = end;
    }

    /**
     * Creates a file and writes its header.
     *
     * @param path a file that is not there yet
     * @param tensors all tensors, in the order in which their bytes follow
     * @param metadata free text entries
     * @throws IllegalArgumentException when a name is given twice or is the metadata's
     * @throws IOException when it can't be written
     */
    public static SafetensorsWriter create(Path path, List<TensorInfo> tensors, Map<String, String> metadata)
            throws IOException {
        long dataLength = 0;
        Set<String> names = new HashSet<>(Set.of(SafetensorsHeader.METADATA_KEY));
        for (TensorInfo info : tensors) {
            if (!names.add(info.name())) {
                throw new IllegalArgumentException("tensor " + info.name() + " is given twice");
            }
            dataLength = Math.addExact(dataLength, Tensors.byteSize(path.toString(), info));
        }
        ByteBuffer header = header(path, tensors, metadata);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        SafetensorsWriter writer = new SafetensorsWriter(path, channel, header.remaining() + dataLength);
        try {
            writer.write(header);
            return writer;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Appends bytes: little-endian, C order.
     *
     * @throws IllegalArgumentException when they are more than all tensors together have
     * @throws IOException when they can't be written, for example on a full disk
     */
    public void write(ByteBuffer bytes) throws IOException {
        if (channel.position() + bytes.remaining() > end) {
            throw new IllegalArgumentException(path + ": more bytes than the tensors of the header have");
        }
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Flushes to the disk and closes; leaves a broken file when called early, as after an error.
     *
     * @throws IOException when the last bytes can't be written
     */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()) {
                channel.force(true);
            }
        }
    }

    /**
     * Checks that every tensor was written, then closes.
     *
     * @return the SHA-256 of the whole file, lower-case hexadecimal
     * @throws IllegalStateException when bytes are missing
     * @throws IOException when the last bytes can't be written
     */
    public String finish() throws IOException {
        if (channel.position() != end) {
            throw new IllegalStateException(
                    "%s: %d bytes of tensors were not written".formatted(path, end - channel.position()));
        }
        close();
        return Sha256.hex(digest);
    }

    private static ByteBuffer header(Path path, List<TensorInfo> tensors, Map<String, String> metadata)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            if (!metadata.isEmpty()) {
                json.name(SafetensorsHeader.METADATA_KEY).beginObject();
                for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                    json.name(entry.getKey()).value(entry.getValue());
                }
                json.endObject();
            }
            long begin = 0;
            for (TensorInfo info : tensors) {
                long next = begin + Tensors.byteSize(path.toString(), info);
                json.name(info.name()).beginObject();
                json.name("dtype").value(info.type().name());
                json.name("shape").beginArray();
                for (long dimension : info.shape()) {
                    json.value(dimension);
                }
                json.endArray();
                json.name("data_offsets").beginArray().value(begin).value(next).endArray();
                json.endObject();
                begin = next;
            }
            json.endObject();
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (bytes.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(ALIGNMENT + padded).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(padded).put(bytes);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }
}
