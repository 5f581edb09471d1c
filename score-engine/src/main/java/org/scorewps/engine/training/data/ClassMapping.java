package org.scorewps.engine.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.evaluation.CocoCategory;
import org.scorewps.engine.evaluation.EvaluationVocabulary;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * Which class the objects of each category of a data set belong to.
 *
 * @param classes the classes
 * @param ofCategory class index of each category, in the data set's order; -1 for a category that is left out
 */
public record ClassMapping(List<ClassName> classes, List<Integer> ofCategory) {
    /** Stands for no class. */
    public static final int LEFT_OUT = -1;

    /** Copies the lists. */
    public ClassMapping {
        classes = List.copyOf(classes);
        ofCategory = List.copyOf(ofCategory);
    }

    /**
     * The mapping by names; capitals don't count, and {@code _} is a space.
     *
     * @param categories the data set's
     * @param wanted the classes, each with synonyms after commas; when empty the categories that aren't left out
     * @param leftOut names of categories whose objects are not learned
     * @throws InvalidInputException when a category is of no class, a class has no category, or a name left out is
     *     unknown; the message has all of them
     */
    public static ClassMapping of(List<CocoCategory> categories, List<String> wanted, List<String> leftOut) {
        List<ClassName> names = EvaluationVocabulary.of(categories).classes();
        List<String> problems = new ArrayList<>();
        boolean[] out = new boolean[categories.size()];
        for (String name : leftOut) {
            int category = find(names, List.of(name));
            if (category < 0) {
                problems.add("\"" + name + "\" is to be left out and is no category");
            } else {
                out[category] = true;
            }
        }
        List<ClassName> classes = wanted.isEmpty()
                ? IntStream.range(0, out.length)
                        .filter(k -> !out[k])
                        .mapToObj(names::get)
                        .toList()
                : Vocabulary.parse(String.join(";", wanted)).classes();
        List<Integer> ofCategory = new ArrayList<>();
        for (int k = 0; k < out.length; k++) {
            int found = out[k] ? LEFT_OUT : find(classes, names.get(k).names());
            if (!out[k] && found < 0) {
                problems.add("category \"" + names.get(k).name() + "\" is none of the classes and is not left out");
            }
            ofCategory.add(found);
        }
        for (int i = 0; i < classes.size(); i++) {
            if (!ofCategory.contains(i)) {
                problems.add("class \"" + classes.get(i).name() + "\" has no category");
            }
        }
        if (classes.isEmpty()) {
            problems.add("no category is left to learn");
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("; ", problems));
        }
        return new ClassMapping(classes, ofCategory);
    }

    private static int find(List<ClassName> classes, List<String> names) {
        List<String> wanted = names.stream().map(ClassMapping::plain).toList();
        return IntStream.range(0, classes.size())
                .filter(i ->
                        classes.get(i).names().stream().map(ClassMapping::plain).anyMatch(wanted::contains))
                .findFirst()
                .orElse(LEFT_OUT);
    }

    private static String plain(String name) {
        return String.join(" ", Arrays.asList(name.replace('_', ' ').strip().split("\\s+", -1)))
                .toLowerCase(Locale.ROOT);
    }
}
