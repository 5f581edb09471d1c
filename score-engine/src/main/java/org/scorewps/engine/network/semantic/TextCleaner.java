package org.scorewps.engine.network.semantic;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clean-up that CLIP's tokenizer begins with, for text that is sound: Latin ligatures and full-width forms become
 * plain letters, curly quotes straight ones, letters and their marks one character (Unicode's normal form C); white space
 * becomes single spaces, and all is made lower case.
 *
 * <p>CLIP also repairs text that was read in a wrong encoding, and resolves HTML references. A name from a map client is
 * neither, so such text is left as it is.
 */
final class TextCleaner {
    private static final Pattern SINGLE_QUOTE = Pattern.compile("[\u02BC\u2018-\u201B]");
    private static final Pattern DOUBLE_QUOTE = Pattern.compile("[\u201C-\u201F]");
    private static final Pattern WIDE = Pattern.compile("[\u3000\uFF01-\uFFEF]");
    private static final Pattern LIGATURE =
            Pattern.compile("[\u0132\u0133\u0149\u01C4-\u01CC\u01F1-\u01F3\uFB00-\uFB06]");
    private static final Pattern WHITE_SPACE =
            Pattern.compile("[\\t-\\r\\x1C-\\x20\\x85\\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+");
    private static final String LONG_S_T = "\uFB05";

    private TextCleaner() {}

    /** The text as the tokenizer splits it. */
    static String clean(String text) {
        String plain = LIGATURE.matcher(text).replaceAll(match -> ligature(match.group()));
        plain = WIDE.matcher(plain)
                .replaceAll(
                        match -> Matcher.quoteReplacement(Normalizer.normalize(match.group(), Normalizer.Form.NFKC)));
        plain = DOUBLE_QUOTE.matcher(plain).replaceAll("\"");
        plain = SINGLE_QUOTE.matcher(plain).replaceAll("'");
        plain = Normalizer.normalize(plain, Normalizer.Form.NFC);
        return WHITE_SPACE.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    private static String ligature(String one) {
        return one.equals(LONG_S_T) ? "\u017Ft" : Normalizer.normalize(one, Normalizer.Form.NFKC); // the long s stays
    }
}
