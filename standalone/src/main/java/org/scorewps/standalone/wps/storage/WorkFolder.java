package org.scorewps.standalone.wps.storage;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.scorewps.standalone.wps.data.OpenFiles;

/** The files of one request; closing it deletes them. What is written counts against the server's disk space. */
public final class WorkFolder implements AutoCloseable {
    private final Path folder;
    private final DiskSpace space;
    private final List<Entry> entries = new ArrayList<>();
    private final OpenFiles openFiles = new OpenFiles();
    private int count;

    /** What a file is needed for. */
    public enum Purpose {
        /** Data as the client sent it: a response may have to repeat it. */
        REQUEST,
        /** Data as the process reads it. */
        INPUT,
        /** A result. */
        OUTPUT
    }

    /**
     * A new, empty folder.
     *
     * @param root where it is made
     */
    public WorkFolder(Path root, DiskSpace space) {
        this.space = space;
        try {
            folder = Files.createTempDirectory(root, "request");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the request can be made", e);
        }
    }

    /** A file that does not exist yet. */
    public synchronized Entry create(Purpose purpose, String extension) {
        final Entry entry = new Entry(folder.resolve("data" + ++count + "." + extension), purpose);
        entries.add(entry);
        return entry;
    }

    /** What reads from the files and must be closed before they are deleted. */
    public OpenFiles openFiles() {
        return openFiles;
    }

    /** Deletes the files of some purposes, and gives their space back. */
    public synchronized void delete(Set<Purpose> purposes) {
        for (Entry entry : List.copyOf(entries)) {
            if (purposes.contains(entry.purpose)) {
                entries.remove(entry);
                entry.delete();
            }
        }
    }

    @Override
    public void close() {
        openFiles.close();
        delete(Set.of(Purpose.values()));
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the request's folder can't be deleted", e);
        }
    }

    /** One file of the request. */
    public final class Entry {
        private final Path file;
        private final Purpose purpose;
        private final AtomicLong bytes = new AtomicLong();

        private Entry(Path file, Purpose purpose) {
            this.file = file;
            this.purpose = purpose;
        }

        public Path file() {
            return file;
        }

        /** For writing; fails with NotEnoughStorage when the server's space is used up. */
        public OutputStream open() throws IOException {
            return new BufferedOutputStream(new CountingStream(Files.newOutputStream(file), bytes), 1 << 16);
        }

        private void delete() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("a file of the request can't be deleted", e);
            } finally {
                space.release(bytes.getAndSet(0));
            }
        }
    }

    /** Takes disk space for each buffer that is written through. */
    private final class CountingStream extends FilterOutputStream {
        private final AtomicLong bytes;

        CountingStream(OutputStream file, AtomicLong bytes) {
            super(file);
            this.bytes = bytes;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            space.take(length);
            bytes.addAndGet(length);
            out.write(buffer, offset, length);
        }
    }
}
