package org.scorewps.process.semantic;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.scorewps.engine.InvalidInputException;

/**
 * A temporary file that is gone when it is closed. Where the system allows it (all but Windows) the file has no name from
 * the start, so nothing is left behind however the program ends; and as the JDK closes channels that nobody can reach any
 * more, a forgotten one gives its disk space back with the next garbage collection. What was never written reads as 0.
 *
 * <p>Like every {@link FileChannel} it is closed when a thread is interrupted while it reads or writes.
 */
final class ScratchFile implements Closeable {
    private final FileChannel channel;

    private ScratchFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes an empty file in the system's folder for temporary files.
     *
     * @param bytes how large it will become
     * @throws InvalidInputException when there isn't as much room
     */
    static ScratchFile create(long bytes) {
        try {
            Path file = Files.createTempFile("score-", ".scratch");
            long free = Files.getFileStore(file).getUsableSpace();
            if (free < bytes) {
                Files.delete(file);
                throw new InvalidInputException(
                        "the classes of this scene need %d MB of temporary files, %d MB are free: choose a part with roi"
                                .formatted(bytes >> 20, free >> 20));
            }
            return new ScratchFile(FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException noFile) {
            throw new UncheckedIOException(noFile);
        }
    }

    /** Fills the buffer's remaining bytes from a place in the file. */
    void read(long position, ByteBuffer target) {
        try {
            long at = position;
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    break;
                }
                at += count;
            }
            while (target.hasRemaining()) {
                target.put((byte) 0); // beyond what was written so far
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes the buffer's remaining bytes to a place in the file. */
    void write(long position, ByteBuffer source) {
        try {
            long at = position;
            while (source.hasRemaining()) {
                at += channel.write(source, at);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
