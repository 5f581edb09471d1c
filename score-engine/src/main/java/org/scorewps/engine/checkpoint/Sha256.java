package org.scorewps.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** SHA-256 of files. */
public final class Sha256 {
    private static final int BUFFER_SIZE = 1 << 20;

    private Sha256() {}

    /** A new digest; every Java has this one. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** A finished digest in lower-case hexadecimal. */
    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The SHA-256 of a file, lower-case hexadecimal.
     *
     * @param progress told how many bytes were read since the last time; may throw to stop
     * @throws org.scorewps.engine.InvalidInputException when the file can't be read
     */
    public static String of(Path file, LongConsumer progress) {
        MessageDigest digest = digest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
        try (FileChannel channel = ChannelReader.open(file)) {
            while (channel.read(buffer.clear()) >= 0) {
                progress.accept(buffer.position());
                digest.update(buffer.flip());
            }
        } catch (IOException e) {
            throw ChannelReader.failure(file, e);
        }
        return hex(digest);
    }
}
