package org.scorewps.standalone.wps.xml;

/** The characters that XML 1.0 can write. */
final class XmlCharacters {
    private static final char REPLACEMENT = '\uFFFD';

    private XmlCharacters() {}

    /** The text with a replacement character for each control character that XML has no way to write. */
    static String clean(String text) {
        final char[] characters = text.toCharArray();
        boolean changed = false;
        for (int i = 0; i < characters.length; i++) {
            final char c = characters[i];
            if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == '\uFFFE' || c == '\uFFFF') {
                characters[i] = REPLACEMENT;
                changed = true;
            }
        }
        return changed ? new String(characters) : text;
    }
}
