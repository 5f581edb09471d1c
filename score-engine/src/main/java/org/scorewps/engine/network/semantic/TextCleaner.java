package org.scorewps.engine.network.semantic;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clean-up that CLIP's tokenizer begins with: repairs damaged text, resolves HTML references twice, joins white
 * space to single spaces, strips, and makes it lower case.
 *
 * <p>The repair does what {@code ftfy.fix_text} 6.3 does with its default settings, line by line until nothing changes:
 * HTML references (not in a text with {@code <}), misread encodings ({@link MojibakeRepair}), C1 controls, Latin
 * ligatures, half- and full-width characters, curly quotes, line breaks, surrogates, terminal escapes, control
 * characters, normal form C. Ordinary text comes out as ftfy leaves it; of damaged text, what needs ftfy's tables of
 * characters may come out differently.
 */
public final class TextCleaner {
    private static final int MAX_ROUNDS = 16;
    private static final Pattern TERMINAL_ESCAPE = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]");
    private static final Pattern SINGLE_QUOTE = Pattern.compile("[\u02BC\u2018-\u201B]");
    private static final Pattern DOUBLE_QUOTE = Pattern.compile("[\u201C-\u201F]");
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\r\u2028\u2029\u0085]");
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
    private static final Pattern CONTROL =
            Pattern.compile("[\u0000-\u0008\u000B\u000E-\u001F\u007F\u206A-\u206F\uFEFF\uFFF9-\uFFFC]");
    private static final Pattern WIDE = Pattern.compile("[\u3000\uFF01-\uFFEF]");
    private static final Pattern LIGATURE =
            Pattern.compile("[\u0132\u0133\u0149\u01C4-\u01CC\u01F1-\u01F3\uFB00-\uFB06]");
    private static final Pattern WHITE_SPACE =
            Pattern.compile("[\\t-\\r\\x1C-\\x20\\x85\\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+");
    private static final String LONG_S_T = "\uFB05";

    private TextCleaner() {}

    /** The text as the tokenizer splits it. */
    public static String clean(String text) {
        String plain = HtmlReferences.unescape(HtmlReferences.unescape(repair(text)));
        return WHITE_SPACE.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /** Only the repair: what {@code ftfy.fix_text} gives. */
    static String repair(String text) {
        StringBuilder repaired = new StringBuilder();
        boolean html = false;
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            String line = text.substring(start, end);
            html |= line.indexOf('<') >= 0; // real markup: from here on its references are meant as they stand
            repaired.append(repairLine(line, !html));
            start = end;
        }
        return repaired.toString();
    }

    private static String repairLine(String line, boolean unescape) {
        String repaired = line;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            String next = repairOnce(unescape ? HtmlReferences.unescapeTerminated(repaired) : repaired);
            if (next.equals(repaired)) {
                break;
            }
            repaired = next;
        }
        return repaired;
    }

    private static String repairOnce(String line) {
        String text = MojibakeRepair.repair(line);
        text = LIGATURE.matcher(text).replaceAll(match -> ligature(match.group()));
        text = WIDE.matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(Normalizer.normalize(match.group(), Normalizer.Form.NFKC)));
        text = DOUBLE_QUOTE.matcher(text).replaceAll("\"");
        text = SINGLE_QUOTE.matcher(text).replaceAll("'");
        text = LINE_BREAK.matcher(text).replaceAll("\n");
        text = LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
        text = TERMINAL_ESCAPE.matcher(text).replaceAll("");
        text = CONTROL.matcher(text).replaceAll("");
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String ligature(String one) {
        return one.equals(LONG_S_T) ? "\u017Ft" : Normalizer.normalize(one, Normalizer.Form.NFKC); // the long s stays
    }
}
