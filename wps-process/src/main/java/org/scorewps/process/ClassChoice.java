package org.scorewps.process;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;

/** Reads which classes of a vocabulary something holds for. */
final class ClassChoice {
    private ClassChoice() {}

    /**
     * The classes of a choice.
     *
     * @param parameter the choice's name
     * @param text {@code true}: all; {@code false}: none; else names of classes or their synonyms, separated by
     *     semicolons, commas or line breaks, upper or lower case
     * @param vocabulary the classes
     * @return whether it holds for a class by its index
     * @throws InvalidInputException when a name is none of the vocabulary's
     */
    static IntPredicate parse(String parameter, String text, Vocabulary vocabulary) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            boolean all = text.equalsIgnoreCase("true");
            return index -> all;
        }
        List<String> names = Arrays.stream(text.split("[;,\\r\\n]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        Set<Integer> chosen = new HashSet<>();
        for (String name : names) {
            chosen.add(index(parameter, name, vocabulary));
        }
        return chosen::contains;
    }

    private static int index(String parameter, String name, Vocabulary vocabulary) {
        for (int i = 0; i < vocabulary.size(); i++) {
            ClassName one = vocabulary.classes().get(i);
            if (one.names().stream().anyMatch(candidate -> folded(candidate).equals(folded(name)))) {
                return i;
            }
        }
        throw new InvalidInputException("%s must be true, false or names of requested classes; \"%s\" is none of them"
                .formatted(parameter, Literals.shorten(name)));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
