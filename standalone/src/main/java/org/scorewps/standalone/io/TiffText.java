package org.scorewps.standalone.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Adds a text to a TIFF file, classic or BigTIFF, in a tag that the writing library doesn't know: the text and a copy of
 * the first directory with one more entry go to the file's end, and the header points there (TIFF 6.0, section 2).
 */
final class TiffText {
    private static final short ASCII = 2;
    private static final int BIG = 43;

    private final FileChannel file;
    private final boolean big;
    private final ByteOrder order;

    private TiffText(FileChannel file, ByteBuffer header) {
        this.file = file;
        order = header.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        big = header.order(order).getShort(2) == BIG;
    }

    /**
     * Adds a tag to a file's first directory.
     *
     * @param text is written in UTF-8, as other programs do beyond what TIFF allows
     * @throws IOException when the file already has the tag, or is larger than classic TIFF may be with the text
     */
    static void add(Path path, int tag, String text) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.allocate(4);
            fill(file, 0, header);
            new TiffText(file, header).add(tag, (text + "\0").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void add(int tag, byte[] text) throws IOException {
        int headerPlace = big ? 8 : 4;
        long directory = number(read(headerPlace, word()));
        int count = Math.toIntExact(
                big ? read(directory, 8).getLong() : read(directory, 2).getShort() & 0xffff);
        int countBytes = big ? 8 : 2;
        int entryBytes = big ? 20 : 12;
        ByteBuffer entries = read(directory + countBytes, count * entryBytes);
        ByteBuffer rest = read(directory + countBytes + entries.capacity(), word());
        long textPlace = (file.size() + 7) / 8 * 8;
        long newDirectory = (textPlace + text.length + 7) / 8 * 8;
        ByteBuffer target = buffer(countBytes + entries.capacity() + entryBytes + word());
        if (big) {
            target.putLong(count + 1L);
        } else {
            target.putShort((short) (count + 1));
        }
        int before = 0;
        while (before < count && tagAt(entries, before * entryBytes) < tag) {
            before++;
        }
        if (before < count && tagAt(entries, before * entryBytes) == tag) {
            throw new IOException("the file already has a tag " + tag);
        }
        target.put(entries.slice(0, before * entryBytes));
        target.putShort((short) tag).putShort(ASCII);
        putNumber(target, text.length);
        putNumber(target, textPlace);
        target.put(entries.slice(before * entryBytes, entries.capacity() - before * entryBytes));
        target.put(rest);
        write(textPlace, ByteBuffer.wrap(text));
        write(newDirectory, target.flip());
        ByteBuffer pointer = buffer(word());
        putNumber(pointer, newDirectory);
        write(headerPlace, pointer.flip()); // last: until here the file is what it was
    }

    private static int tagAt(ByteBuffer entries, int place) {
        return entries.getShort(place) & 0xffff;
    }

    private int word() {
        return big ? 8 : 4;
    }

    private long number(ByteBuffer bytes) {
        return big ? bytes.getLong() : bytes.getInt() & 0xffffffffL;
    }

    private void putNumber(ByteBuffer target, long number) throws IOException {
        if (big) {
            target.putLong(number);
        } else if (number <= 0xffffffffL) {
            target.putInt((int) number);
        } else {
            throw new IOException("the file is larger than 4 GB, which classic TIFF can't be");
        }
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(order);
    }

    private ByteBuffer read(long place, int size) throws IOException {
        ByteBuffer target = buffer(size);
        fill(file, place, target);
        return target.flip();
    }

    private static void fill(FileChannel file, long place, ByteBuffer target) throws IOException {
        long at = place;
        while (target.hasRemaining()) {
            int count = file.read(target, at);
            if (count < 0) {
                throw new IOException("the file ends early");
            }
            at += count;
        }
    }

    private void write(long place, ByteBuffer source) throws IOException {
        long at = place;
        while (source.hasRemaining()) {
            at += file.write(source, at);
        }
    }
}
