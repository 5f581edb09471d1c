package org.scorewps.standalone.wps.storage;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.scorewps.standalone.wps.data.OpenFiles;

/** The files of one request; closing it deletes them. What is written counts against the server's disk space. */
public final class WorkFolder implements AutoCloseable {
    private final Path folder;
    private final DiskSpace space;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger files = new AtomicInteger();
    private final OpenFiles openFiles = new OpenFiles();

    public WorkFolder(Path root, DiskSpace space) {
        this.space = space;
        try {
            folder = Files.createTempDirectory(root, "request");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the request can be made", e);
        }
    }

    /** A file that does not exist yet. */
    public Entry create(String prefix, String suffix) {
        return new Entry(folder.resolve(prefix + files.incrementAndGet() + suffix));
    }

    /** What reads from the files and must be closed before they are deleted. */
    public OpenFiles openFiles() {
        return openFiles;
    }

    @Override
    public void close() {
        openFiles.close();
        try (Stream<Path> walk = Files.walk(folder)) {
            final List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the request's files can't be deleted", e);
        } finally {
            space.release(bytes.getAndSet(0));
        }
    }

    /** One file of the request. */
    public final class Entry {
        private final Path file;

        private Entry(Path file) {
            this.file = file;
        }

        public Path file() {
            return file;
        }

        /** For writing; fails with NotEnoughStorage when the server's space is used up. */
        public OutputStream open() throws IOException {
            return new CountingStream(Files.newOutputStream(file));
        }
    }

    /** Takes disk space for each buffer that is written through. */
    private final class CountingStream extends BufferedOutputStream {
        CountingStream(OutputStream file) {
            super(
                    new FilterOutputStream(file) {
                        @Override
                        public void write(byte[] buffer, int offset, int length) throws IOException {
                            space.take(length);
                            bytes.addAndGet(length);
                            out.write(buffer, offset, length);
                        }
                    },
                    1 << 16);
        }
    }
}
