package org.scorewps.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.SafetensorsHeader.Entry;

/**
 * A safetensors file of any size. Opening it reads and checks the header only; each tensor is mapped by itself when it
 * is asked for, so tensors take no heap. A mapped tensor stays valid after {@link #close}. Safe for use by several
 * threads.
 */
public final class SafetensorsFile implements TensorSource {
    private static final int LENGTH_BYTES = 8;

    private final Path path;
    private final FileChannel channel;
    private final long dataStart;
    private final SafetensorsHeader header;
    private final Map<String, Entry> byName = new LinkedHashMap<>();

    private SafetensorsFile(Path path, FileChannel channel, long dataStart, SafetensorsHeader header) {
        this.path = path;
        this.channel = channel;
        this.dataStart = dataStart;
        this.header = header;
        header.entries().forEach(entry -> byName.put(entry.info().name(), entry));
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws InvalidInputException when it can't be read or is damaged; the message names the file and the tensor
     */
    public static SafetensorsFile open(Path path) {
        FileChannel channel = ChannelReader.open(path);
        try {
            return read(path, channel);
        } catch (IOException | RuntimeException e) {
            throw ChannelReader.closeAndWrap(path, channel, e);
        }
    }

    private static SafetensorsFile read(Path path, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < LENGTH_BYTES) {
            throw new InvalidInputException(path + ": too short for a safetensors file (" + size + " bytes)");
        }
        long length = ChannelReader.read(path, channel, 0, LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 2 || length > SafetensorsHeader.MAX_LENGTH || length > size - LENGTH_BYTES) {
            throw new InvalidInputException("%s: no safetensors file, or cut off (its header would have %s bytes of %d)"
                    .formatted(path, Long.toUnsignedString(length), size));
        }
        ByteBuffer bytes = ChannelReader.read(path, channel, LENGTH_BYTES, (int) length);
        String json;
        try {
            json = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(path + ": the safetensors header is not UTF-8", e);
        }
        long dataStart = LENGTH_BYTES + length;
        return new SafetensorsFile(
                path, channel, dataStart, SafetensorsHeader.parse(path.toString(), json, size - dataStart));
    }

    @Override
    public List<TensorInfo> tensors() {
        return header.entries().stream().map(Entry::info).toList();
    }

    /** The free text entries of the header. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public boolean contains(String name) {
        return byName.containsKey(name);
    }

    @Override
    public TensorInfo info(String name) {
        return entry(name).info();
    }

    @Override
    public ByteBuffer data(String name) {
        Entry entry = entry(name);
        long bytes = entry.end() - entry.begin();
        Tensors.checkMappable(path.toString(), name, bytes);
        try {
            return channel.map(MapMode.READ_ONLY, dataStart + entry.begin(), bytes)
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new InvalidInputException("%s: tensor %s can't be read: %s".formatted(path, name, e.getMessage()), e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Entry entry(String name) {
        Entry entry = byName.get(name);
        if (entry == null) {
            throw new InvalidInputException(path + ": there is no tensor " + name);
        }
        return entry;
    }
}
