package org.scorewps.process;

import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.NullProgressListener;
import org.geotools.process.ProcessException;
import org.geotools.util.SimpleInternationalString;

/** Tells a listener how far a process is, and asks it whether to stop. Servers enforce time limits through this too. */
final class Progress {
    private final ProgressListener listener;

    /** @param listener null when nobody listens, as GeoTools allows */
    Progress(ProgressListener listener) {
        this.listener = listener == null ? new NullProgressListener() : listener;
    }

    void start() {
        listener.started();
        listener.setTask(new SimpleInternationalString("segmenting"));
        report(0, 1);
    }

    /** Reports a share of the work; throws when the client no longer wants it. */
    void report(long done, long all) {
        listener.progress((float) (100.0 * done / all));
        checkCancelled(done, all);
    }

    /** @throws ProcessException when the request was cancelled */
    void checkCancelled(long done, long all) {
        if (listener.isCanceled()) {
            throw new ProcessException("cancelled after %d of %d tiles".formatted(done, all));
        }
    }

    /** @throws ProcessException when the request was cancelled */
    void checkCancelled() {
        if (listener.isCanceled()) {
            throw new ProcessException("cancelled");
        }
    }

    void complete() {
        listener.complete();
    }
}
