package org.scorewps.engine.network.semantic;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorewps.engine.InvalidInputException;

/**
 * CLIP's tokenizer: text becomes {@code [start, symbols..., end, 0, 0, ...]}, equal to open_clip's id by id. Text is
 * cleaned first ({@link TextCleaner}), split into words by CLIP's pattern, and each word's bytes are merged pair by pair.
 * Text that is too long loses its tail, and the last id is the end marker.
 *
 * <p>Letters are those of the running JDK's Unicode version; a letter younger than that counts as punctuation, which
 * matters only where it stands directly beside other punctuation. May be used from any thread.
 */
public final class BytePairTokenizer {
    /** Id before the first symbol. */
    public static final int START = 49406;

    /** Id after the last symbol; the largest of all ids, which is how the text tower finds the end. */
    public static final int END = 49407;

    /** Longest text, in characters. The merges of one word take time that grows with the square of its length. */
    public static final int MAX_LENGTH = 2000;

    private static final String START_TEXT = "<start_of_text>";
    private static final String END_TEXT = "<end_of_text>";
    private static final Pattern WORD = Pattern.compile(
            START_TEXT + "|" + END_TEXT + "|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^ \\p{L}\\p{N}]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final int CACHED_WORDS = 10_000;
    private static final int CACHED_WORD_LENGTH = 32;

    private final BytePairVocabulary vocabulary = BytePairVocabulary.load();
    private final int contextLength;
    private final Map<String, int[]> cache = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, int[]> eldest) {
            return size() > CACHED_WORDS;
        }
    };

    /**
     * Reads the vocabulary (about 50 ms).
     *
     * @param contextLength ids per text, the markers included (77 for CLIP)
     */
    public BytePairTokenizer(int contextLength) {
        if (contextLength < 2) {
            throw new IllegalArgumentException("a context of " + contextLength + " has no place for both markers");
        }
        if (vocabulary.size() != START) {
            throw new IllegalStateException("the byte-pair vocabulary has " + vocabulary.size() + " symbols");
        }
        this.contextLength = contextLength;
    }

    /** Ids per text. */
    public int contextLength() {
        return contextLength;
    }

    /**
     * The ids of a text.
     *
     * @return {@code [contextLength]}
     * @throws InvalidInputException when the text is longer than {@link #MAX_LENGTH}
     */
    public int[] encode(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    "a text of %d characters is too long, at most %d are allowed".formatted(text.length(), MAX_LENGTH));
        }
        int[] ids = new int[contextLength];
        ids[0] = START;
        int count = 1;
        Matcher words = WORD.matcher(TextCleaner.clean(text));
        while (count < contextLength && words.find()) {
            for (int symbol : symbols(words.group())) {
                if (count < contextLength) {
                    ids[count++] = symbol;
                }
            }
        }
        ids[Math.min(count, contextLength - 1)] = END;
        return ids;
    }

    private int[] symbols(String word) {
        if (word.equals(START_TEXT)) {
            return new int[] {START};
        }
        if (word.equals(END_TEXT)) {
            return new int[] {END};
        }
        if (word.length() > CACHED_WORD_LENGTH) {
            return merge(vocabulary.symbols(word));
        }
        synchronized (cache) {
            return cache.computeIfAbsent(word, key -> merge(vocabulary.symbols(key)));
        }
    }

    /** Applies the merge of lowest rank to all its places, from left to right, until no neighbours merge. */
    private int[] merge(int[] symbols) {
        int length = symbols.length;
        while (true) {
            int left = 0;
            BytePairVocabulary.Merge best = null;
            for (int i = 0; i + 1 < length; i++) {
                BytePairVocabulary.Merge merge = vocabulary.merge(symbols[i], symbols[i + 1]);
                if (merge != null && (best == null || merge.rank() < best.rank())) {
                    best = merge;
                    left = i;
                }
            }
            if (best == null) {
                return Arrays.copyOf(symbols, length);
            }
            length = replace(symbols, length, symbols[left], symbols[left + 1], best.symbol());
        }
    }

    private static int replace(int[] symbols, int length, int left, int right, int merged) {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (i + 1 < length && symbols[i] == left && symbols[i + 1] == right) {
                symbols[kept++] = merged;
                i++;
            } else {
                symbols[kept++] = symbols[i];
            }
        }
        return kept;
    }
}
