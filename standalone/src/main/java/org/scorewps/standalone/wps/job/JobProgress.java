package org.scorewps.standalone.wps.job;

import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;
import org.geotools.util.SimpleInternationalString;

/** What a process tells about its progress, and how it hears that it was cancelled. Used from several threads. */
public final class JobProgress implements ProgressListener {
    private volatile InternationalString task = new SimpleInternationalString("");
    private volatile float percent;
    private volatile boolean canceled;

    @Override
    public InternationalString getTask() {
        return task;
    }

    @Override
    public void setTask(InternationalString newTask) {
        task = newTask == null ? new SimpleInternationalString("") : newTask;
    }

    @Override
    public void started() {
        percent = 0;
    }

    @Override
    public void progress(float newPercent) {
        // NaN stays out: all comparisons with it are false
        if (newPercent >= 0) {
            percent = Math.min(newPercent, 100);
        }
    }

    @Override
    public float getProgress() {
        return percent;
    }

    @Override
    public void complete() {
        percent = 100;
    }

    @Override
    public void dispose() {
        // holds nothing
    }

    @Override
    public boolean isCanceled() {
        return canceled;
    }

    @Override
    public void setCanceled(boolean cancel) {
        canceled = cancel;
    }

    @Override
    public void warningOccurred(String source, String location, String warning) {
        // WPS 1.0.0 has no place for warnings
    }

    @Override
    public void exceptionOccurred(Throwable exception) {
        // the process throws it, too
    }
}
