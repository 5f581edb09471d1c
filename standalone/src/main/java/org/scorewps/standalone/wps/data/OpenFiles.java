package org.scorewps.standalone.wps.data;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Inputs that read from their file as long as the process runs. */
public final class OpenFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Closes it with the others. */
    public synchronized void add(AutoCloseable file) {
        open.push(file);
    }

    /** Closes all, the last first; what can't be closed is logged. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) { // what AutoCloseable declares
                LOG.warn("an input can't be closed", e);
            }
        }
    }
}
