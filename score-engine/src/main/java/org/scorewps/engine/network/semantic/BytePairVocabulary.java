package org.scorewps.engine.network.semantic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * CLIP's byte-pair vocabulary: 256 bytes, the same 256 bytes at the end of a word, and one symbol for each of 48,894
 * merges, numbered in this order. Immutable.
 *
 * <p>Sennrich, Haddow, Birch: Neural Machine Translation of Rare Words with Subword Units (2016); the byte alphabet is
 * GPT-2's, the merges are CLIP's.
 */
final class BytePairVocabulary {
    private static final String RESOURCE = "clip-merges.txt.gz";
    private static final int BYTES = 256;
    private static final String WORD_END = "</w>";

    private final int[] symbolOfByte = new int[BYTES];
    private final Map<Long, Merge> merges;
    private final int size;

    /**
     * One merge.
     *
     * @param rank its place in the list: lower ranks are applied first
     * @param symbol what the pair becomes
     */
    record Merge(int rank, int symbol) {}

    private BytePairVocabulary(List<String> lines) {
        Map<String, Integer> symbols = new HashMap<>();
        List<String> alphabet = byteAlphabet();
        for (int order = 0; order < BYTES; order++) {
            symbols.put(alphabet.get(order), order);
            symbols.put(alphabet.get(order) + WORD_END, order + BYTES);
        }
        List<Integer> byteOrder = byteOrder();
        for (int order = 0; order < BYTES; order++) {
            symbolOfByte[byteOrder.get(order)] = order;
        }
        int next = 2 * BYTES;
        for (String line : lines) {
            symbols.put(line.replace(" ", ""), next++); // a text that two merges give has the later number
        }
        merges = new HashMap<>(lines.size() * 2);
        for (int rank = 0; rank < lines.size(); rank++) {
            String line = lines.get(rank);
            int space = line.indexOf(' ');
            int left = Objects.requireNonNull(symbols.get(line.substring(0, space)));
            int right = Objects.requireNonNull(symbols.get(line.substring(space + 1)));
            merges.put(pair(left, right), new Merge(rank, symbols.get(line.replace(" ", ""))));
        }
        size = next;
    }

    /** Reads the vocabulary that comes with this software. */
    static BytePairVocabulary load() {
        try (InputStream stream = Objects.requireNonNull(
                        BytePairVocabulary.class.getResourceAsStream(RESOURCE), "resource " + RESOURCE);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
            return new BytePairVocabulary(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the byte-pair vocabulary can't be read", e);
        }
    }

    /** The number of symbols; ids from here on are free for markers. */
    int size() {
        return size;
    }

    /** The symbols of a word before any merge: its bytes, the last one marked as the word's end. */
    int[] symbols(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        int[] symbols = new int[utf8.length];
        for (int i = 0; i < utf8.length; i++) {
            symbols[i] = symbolOfByte[utf8[i] & 0xFF];
        }
        symbols[utf8.length - 1] += BYTES;
        return symbols;
    }

    /** The merge of two neighbours, null when there is none. */
    Merge merge(int left, int right) {
        return merges.get(pair(left, right));
    }

    private static long pair(int left, int right) {
        return ((long) left << Integer.SIZE) | right;
    }

    /** All bytes in the order of their ids: first those that print in Latin-1, then the others. */
    private static List<Integer> byteOrder() {
        List<Integer> order = new ArrayList<>();
        for (int value = 0; value < BYTES; value++) {
            if (prints(value)) {
                order.add(value);
            }
        }
        for (int value = 0; value < BYTES; value++) {
            if (!prints(value)) {
                order.add(value);
            }
        }
        return order;
    }

    /** How the list of merges writes the bytes, in the order of their ids: bytes that don't print stand from U+0100 on. */
    private static List<String> byteAlphabet() {
        List<String> alphabet = new ArrayList<>();
        int substitute = BYTES;
        for (int value : byteOrder()) {
            alphabet.add(Character.toString(prints(value) ? value : substitute++));
        }
        return alphabet;
    }

    private static boolean prints(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
    }
}
