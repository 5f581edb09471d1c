package org.scorewps.engine.training.data;

import java.util.List;
import java.util.Optional;
import org.scorewps.engine.vocabulary.ClassName;

/**
 * An endless sequence of pictures to learn from. Which picture stands at a place follows from the place alone, so that a
 * training that is resumed sees what it would have seen. Safe for use by several threads.
 */
public interface TrainingData {
    /** The classes that the objects' indices mean. */
    List<ClassName> classes();

    /** What data it is, for the model's provenance; two sequences of the same text are the same. */
    String fingerprint();

    /** What was left out up to now for being wrong, with counts, for people; nothing mostly. */
    default Optional<String> leftOut() {
        return Optional.empty();
    }

    /**
     * One picture.
     *
     * @param place in the whole training, from 0
     */
    TrainingSample sample(long place);
}
