package org.scorewps.engine.evaluation;

import java.util.List;
import org.scorewps.engine.ImageTile;

/** Watches an evaluation; what it throws ends it. */
@FunctionalInterface
public interface EvaluationListener {
    /**
     * Called after each picture.
     *
     * @param done pictures done, this one and those left out too: its place in the data set, from 1
     * @param total pictures in all
     * @param picture the picture's pixels, as they are in its file
     * @param objects its objects
     * @param predictions what the model found, best first
     */
    void evaluated(int done, int total, ImageTile picture, List<GroundTruth> objects, List<Prediction> predictions);
}
