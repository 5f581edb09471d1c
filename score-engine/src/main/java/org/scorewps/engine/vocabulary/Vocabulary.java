package org.scorewps.engine.vocabulary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.scorewps.engine.InvalidInputException;

/**
 * The classes of a request, in order. Text form: classes separated by {@code ;} or line breaks, synonyms within a class
 * by {@code ,} (the first is its name): {@code ship; plane,airplane; vehicle,car,truck}.
 *
 * @param classes the classes; a class's index in results is its place here
 */
public record Vocabulary(List<ClassName> classes) {
    /** Most names (synonyms counted) that one vocabulary may hold. */
    public static final int MAX_NAMES = 1000;

    /** Longest name, in characters; CLIP's context is 77 tokens, so nothing longer means anything to it. */
    public static final int MAX_NAME_LENGTH = 200;

    private static final Pattern CLASS_SEPARATOR = Pattern.compile("[;\\r\\n]+");
    private static final Pattern NAME_SEPARATOR = Pattern.compile(",");

    /** Copies the list and checks the limits. */
    public Vocabulary {
        classes = List.copyOf(classes);
        if (classes.isEmpty()) {
            throw new InvalidInputException(
                    "no class names given: write them like \"ship; plane,airplane; storage tank\"");
        }
        Set<String> seen = new HashSet<>();
        int count = 0;
        for (ClassName one : classes) {
            for (String name : one.names()) {
                checkName(name);
                count++;
            }
            if (!seen.add(one.name().toLowerCase(Locale.ROOT))) {
                throw new InvalidInputException("class \"" + one.name() + "\" is given twice");
            }
        }
        if (count > MAX_NAMES) {
            throw new InvalidInputException("%d class names given, at most %d are allowed".formatted(count, MAX_NAMES));
        }
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidInputException when it is empty, has an empty class, too many or too long names, or repeats a class
     */
    public static Vocabulary parse(String text) {
        // one pass over the separators first: a hostile text of many megabytes builds no list
        if (text.length() > MAX_NAMES * (MAX_NAME_LENGTH + 2)) {
            throw new InvalidInputException("the class names are %d characters long, at most %d are allowed"
                    .formatted(text.length(), MAX_NAMES * (MAX_NAME_LENGTH + 2)));
        }
        List<ClassName> classes = new ArrayList<>();
        for (String part : CLASS_SEPARATOR.splitAsStream(text).toList()) {
            List<String> names = NAME_SEPARATOR
                    .splitAsStream(part)
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .toList();
            if (!names.isEmpty()) {
                classes.add(new ClassName(names));
            } else if (!part.isBlank()) {
                throw new InvalidInputException("a class without a name in \"" + shorten(text) + "\"");
            }
        }
        return new Vocabulary(classes);
    }

    /** The number of classes. */
    public int size() {
        return classes.size();
    }

    private static void checkName(String name) {
        if (name.length() > MAX_NAME_LENGTH) {
            throw new InvalidInputException("class name \"%s\" is %d characters long, at most %d are allowed"
                    .formatted(shorten(name), name.length(), MAX_NAME_LENGTH));
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInputException("class name \"" + shorten(name) + "\" has a control character");
        }
    }

    private static String shorten(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= 40 ? clean : clean.substring(0, 40) + "...";
    }
}
