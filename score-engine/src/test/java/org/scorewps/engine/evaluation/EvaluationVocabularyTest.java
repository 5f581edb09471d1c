package org.scorewps.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;

class EvaluationVocabularyTest {
    private static final List<CocoCategory> CATEGORIES = List.of(
            new CocoCategory(9, "Storage_Tank"), new CocoCategory(2, "plane, airplane"), new CocoCategory(5, "ship"));

    @Test
    void categoriesNameTheirClasses() {
        assertThat(EvaluationVocabulary.of(CATEGORIES).classes())
                .containsExactly(
                        new ClassName(List.of("Storage Tank")),
                        new ClassName(List.of("plane", "airplane")),
                        new ClassName(List.of("ship")));
    }

    @Test
    void synonymsOfTheDataSetAreTakenWhenWanted() {
        List<CocoCategory> categories = List.of(
                new CocoCategory(1, "airplane", List.of("airplane", "jet_plane", "aircraft")),
                new CocoCategory(2, "ship"));
        assertThat(EvaluationVocabulary.of(categories).classes())
                .containsExactly(new ClassName(List.of("airplane")), new ClassName(List.of("ship")));
        assertThat(EvaluationVocabulary.withSynonyms(categories).classes())
                .containsExactly(
                        new ClassName(List.of("airplane", "jet plane", "aircraft")), new ClassName(List.of("ship")));
    }

    @Test
    void otherNamesAreWelcomeInTheOrderOfTheCategories() {
        Vocabulary given = Vocabulary.parse("oil tank,storage-tank; aircraft; vessel");
        assertThat(EvaluationVocabulary.check(given, CATEGORIES)).isEqualTo(given);
    }

    @Test
    void aWrongOrderOrNumberIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> EvaluationVocabulary.check(Vocabulary.parse("tank; Ship,vessel; plane"), CATEGORIES))
                .withMessage("class 2, \"Ship\", stands for category \"plane, airplane\" but has the name of category"
                        + " \"ship\"");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> EvaluationVocabulary.check(Vocabulary.parse("tank; plane"), CATEGORIES))
                .withMessageStartingWith("2 classes given for the data set's 3 categories")
                .withMessageEndingWith("Storage_Tank; plane, airplane; ship");
    }
}
