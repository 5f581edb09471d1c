package org.scorewps.engine.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.scorewps.engine.InvalidInputException;

/** Opens and reads files so that every failure is one line for the user. */
final class ChannelReader {
    private ChannelReader() {}

    /** Opens a file for reading. */
    static FileChannel open(Path path) {
        try {
            if (Files.isDirectory(path)) {
                throw new InvalidInputException(path + ": is a directory, a file is needed");
            }
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** Reads bytes at a place; fails when the file ends before. */
    static ByteBuffer read(Path path, FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException(path + " ends early");
            }
        }
        return bytes.flip();
    }

    /** The message for a failed read or write. */
    static InvalidInputException failure(Path path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new InvalidInputException(path + ": no such file", e);
        }
        if (e instanceof AccessDeniedException) {
            return new InvalidInputException(path + ": no permission to read it", e);
        }
        return new InvalidInputException(path + ": can't be read: " + e.getMessage(), e);
    }

    /** Closes a file whose opening failed half way, and gives the exception to throw. */
    static RuntimeException closeAndWrap(Path path, FileChannel channel, Exception cause) {
        try {
            channel.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return cause instanceof IOException io ? failure(path, io) : (RuntimeException) cause;
    }
}
