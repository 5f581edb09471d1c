package org.scorewps.engine.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;

/** The class names that a model is asked for when it is evaluated on a data set: one class for each category, in order. */
public final class EvaluationVocabulary {
    private EvaluationVocabulary() {}

    /** The vocabulary of the categories' own names; commas in them separate synonyms, {@code _} means a space. */
    public static Vocabulary of(List<CocoCategory> categories) {
        return new Vocabulary(categories.stream()
                .map(category -> className(category, Stream.of(category.name())))
                .toList());
    }

    /** The same with the synonyms that the data set has for its categories, each name once. */
    public static Vocabulary withSynonyms(List<CocoCategory> categories) {
        return new Vocabulary(categories.stream()
                .map(category ->
                        className(category, Stream.concat(Stream.of(category.name()), category.synonyms().stream())))
                .toList());
    }

    private static ClassName className(CocoCategory category, Stream<String> texts) {
        List<String> names = texts.flatMap(
                        text -> Arrays.stream(text.replace('_', ' ').split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return new ClassName(names.isEmpty() ? List.of(category.name()) : names);
    }

    /**
     * Checks a vocabulary that a user wrote for a data set: class i stands for category i, whatever it is called, so that
     * no class may have the name of another's category.
     *
     * @throws InvalidInputException when the numbers differ or a class stands in the wrong place
     */
    public static Vocabulary check(Vocabulary vocabulary, List<CocoCategory> categories) {
        if (vocabulary.size() != categories.size()) {
            throw new InvalidInputException(
                    "%d classes given for the data set's %d categories: one for each is needed, in"
                                    .formatted(vocabulary.size(), categories.size())
                            + " their order: "
                            + String.join(
                                    "; ",
                                    categories.stream().map(CocoCategory::name).toList()));
        }
        List<CocoCategory> ordered = new ArrayList<>(categories);
        for (int i = 0; i < ordered.size(); i++) {
            List<String> own = names(ordered.get(i).name());
            List<String> given = vocabulary.classes().get(i).names().stream()
                    .flatMap(name -> names(name).stream())
                    .toList();
            Optional<CocoCategory> other = given.stream().anyMatch(own::contains)
                    ? Optional.empty()
                    : ordered.stream()
                            .filter(one -> names(one.name()).stream().anyMatch(given::contains))
                            .findFirst();
            if (other.isPresent()) {
                throw new InvalidInputException(
                        "class %d, \"%s\", stands for category \"%s\" but has the name of category \"%s\""
                                .formatted(
                                        i + 1,
                                        vocabulary.classes().get(i).name(),
                                        ordered.get(i).name(),
                                        other.get().name()));
            }
        }
        return vocabulary;
    }

    private static List<String> names(String text) {
        return ClassName.promptNames(text).stream().map(String::strip).toList();
    }
}
