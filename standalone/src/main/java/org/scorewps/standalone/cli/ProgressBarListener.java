package org.scorewps.standalone.cli;

import org.geotools.data.util.NullProgressListener;

/** Shows a process's progress on a bar. */
final class ProgressBarListener extends NullProgressListener {
    private static final int STEPS = 1000;

    private final ProgressBar bar;

    ProgressBarListener(ProgressBar bar) {
        this.bar = bar;
    }

    @Override
    public void progress(float percent) {
        bar.update("segmenting", Math.round(percent * STEPS / 100), STEPS);
    }
}
