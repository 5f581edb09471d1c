package org.scorewps.process.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * Any number of instances in little memory: the first ones are kept in a buffer, more of them in a temporary file that
 * the system deletes with the process at the latest. In memory is what orders them, 20 bytes each. One thread adds; then
 * any number may read.
 */
public final class InstanceStore implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    private static final int HEADER = Integer.BYTES + Double.BYTES + 1;

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private FileChannel file;
    private long written;
    private long[] offsets = new long[64];
    private int[] lengths = new int[64];
    private double[] scores = new double[64];
    private int size;

    /** Adds an instance. */
    public void add(Instance instance) {
        byte[] shape = new WKBWriter().write(instance.shape());
        ByteBuffer record = ByteBuffer.allocate(HEADER + shape.length);
        record.putInt(instance.classIndex())
                .putDouble(instance.score())
                .put((byte) (instance.merged() ? 1 : 0))
                .put(shape)
                .flip();
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
            scores = Arrays.copyOf(scores, 2 * size);
        }
        offsets[size] = written;
        lengths[size] = record.remaining();
        scores[size] = instance.score();
        size++;
        append(record);
    }

    private void append(ByteBuffer record) {
        int length = record.remaining();
        if (record.remaining() > buffer.remaining()) {
            spill();
        }
        if (record.remaining() > buffer.remaining()) {
            write(record, written);
        } else {
            buffer.put(record);
        }
        written += length;
    }

    /** Moves the buffer into the file. */
    private void spill() {
        buffer.flip();
        write(buffer, written - buffer.remaining());
        buffer.clear();
    }

    private void write(ByteBuffer bytes, long place) {
        try {
            if (file == null) {
                Path path = Files.createTempFile("score-instances", ".tmp");
                file = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            }
            long to = place;
            while (bytes.hasRemaining()) {
                to += file.write(bytes, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("instances can't be written to the temporary folder: " + e.getMessage(), e);
        }
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Their numbers, best score first, those of the same score in the order in which they were added. */
    public int[] bestFirst() {
        return IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Reads one.
     *
     * @param number its place in the order in which they were added, from 0
     */
    public Instance get(int number) {
        ByteBuffer record = ByteBuffer.allocate(lengths[number]);
        long buffered = written - buffer.position();
        if (offsets[number] >= buffered) {
            record.put(buffer.duplicate().flip().slice((int) (offsets[number] - buffered), lengths[number]));
        } else {
            read(record, offsets[number]);
        }
        record.flip();
        int classIndex = record.getInt();
        double score = record.getDouble();
        boolean merged = record.get() == 1;
        byte[] shape = new byte[record.remaining()];
        record.get(shape);
        return new Instance(classIndex, score, parse(shape), merged);
    }

    private void read(ByteBuffer record, long place) {
        try {
            long from = place;
            while (record.hasRemaining()) {
                int count = file.read(record, from);
                if (count < 0) {
                    throw new IOException("the temporary file is shorter than what was written to it");
                }
                from += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("instances can't be read from the temporary folder: " + e.getMessage(), e);
        }
    }

    private static Geometry parse(byte[] shape) {
        try {
            return new WKBReader().read(shape);
        } catch (ParseException impossible) {
            throw new IllegalStateException("what was written can't be read", impossible);
        }
    }

    /** Deletes the file. */
    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
