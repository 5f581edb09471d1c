package org.scorewps.engine.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.vocabulary.Vocabulary;

/** What an evaluation measures: whatever finds the objects of a picture. */
@FunctionalInterface
public interface InstanceFinder {
    /**
     * Looks at a picture.
     *
     * @param picture its pixels, as they are in its file
     * @param vocabulary the classes; predictions count them
     * @param classes takes how much each pixel belongs to each class, when that is measured too
     * @return what was found, best first; masks have the picture's size
     * @throws org.scorewps.engine.InvalidInputException when classes of pixels are wanted and it knows none
     */
    List<Prediction> find(ImageTile picture, Vocabulary vocabulary, Optional<Consumer<SemanticMap>> classes);
}
