package org.scorewps.teacher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.vocabulary.ClassName;

/**
 * Collects names of things that a picture from above may show: WordNet's nouns of artifacts, natural objects, places,
 * plants, substances and groups, and the names of the generated scenes' classes. One a line, sorted.
 */
public final class WordNetPhrases {
    /** Lexicographer files (WordNet 3.0, lexnames(5WN)): artifact, group, location, object, plant, substance. */
    private static final Set<String> FILES = Set.of("06", "14", "15", "17", "20", "27");

    /** No names of people or places, no abbreviations, no formulas. */
    private static final Pattern PLAIN = Pattern.compile("[a-z]+([ -][a-z]+){0,3}");

    private WordNetPhrases() {}

    /**
     * Runs it.
     *
     * @param arguments WordNet's data.noun, the file to write
     */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: WordNetPhrases data.noun PHRASES.txt");
            System.exit(2);
        }
        Set<String> phrases = new TreeSet<>();
        try (Stream<String> lines = Files.lines(Path.of(arguments[0]), StandardCharsets.ISO_8859_1)) {
            lines.filter(line -> !line.startsWith(" ")).forEach(line -> phrases.addAll(words(line)));
        }
        for (ClassName one : SceneClass.vocabulary().classes()) {
            phrases.addAll(one.names());
        }
        Files.write(Path.of(arguments[1]), phrases);
        System.err.printf("%d phrases%n", phrases.size());
    }

    /** The words of a synset's line: offset, file number, type, count in hexadecimal, then word and id in turn. */
    static Set<String> words(String line) {
        List<String> fields = List.of(line.split(" ", -1));
        Set<String> words = new LinkedHashSet<>();
        if (fields.size() > 4 && FILES.contains(fields.get(1))) {
            int count = Integer.parseInt(fields.get(3), 16);
            for (int i = 0; i < count; i++) {
                String word = fields.get(4 + 2 * i).replace('_', ' ');
                if (PLAIN.matcher(word).matches()) {
                    words.add(word);
                }
            }
        }
        return words;
    }
}
