package org.scorewps.engine.training.data;

import java.util.List;
import org.scorewps.engine.vocabulary.ClassName;

/** Pictures to learn from. Safe for use by several threads. */
public interface TrainingData {
    /** The number of pictures, at least one. */
    int size();

    /** The classes that the objects' indices mean. */
    List<ClassName> classes();

    /** What data it is, for the model's provenance; two data sets of the same text are the same. */
    String fingerprint();

    /**
     * One picture.
     *
     * @param index from 0
     */
    TrainingSample sample(int index);
}
