package org.scorewps.engine.evaluation;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * JSON as Python's {@code json} module writes it, with NaN and Infinity, which JSON hasn't. They become values that are no
 * number either, of the same length: an empty text, and a number beyond all doubles.
 */
final class PythonJson extends FilterReader {
    private boolean text;
    private boolean escaped;
    private Word word = Word.NONE;
    private int index;

    private enum Word {
        NONE("", ""),
        NAN("NaN", "\"\" "),
        INFINITY("Infinity", "1e999999");

        private final String name;
        private final String instead;

        Word(String name, String instead) {
            this.name = name;
            this.instead = instead;
        }
    }

    PythonJson(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        for (int i = offset; i < offset + count; i++) {
            target[i] = translated(target[i]);
        }
        return count;
    }

    private char translated(char next) {
        if (text) {
            text = escaped || next != '"';
            escaped = !escaped && next == '\\';
            return next;
        }
        if (word == Word.NONE) {
            text = next == '"';
            word = next == 'N' ? Word.NAN : next == 'I' ? Word.INFINITY : Word.NONE;
            index = 0;
        }
        if (word == Word.NONE || next != word.name.charAt(index)) {
            word = Word.NONE;
            return next;
        }
        char instead = word.instead.charAt(index++);
        if (index == word.name.length()) {
            word = Word.NONE;
        }
        return instead;
    }
}
