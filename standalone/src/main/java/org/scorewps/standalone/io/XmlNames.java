package org.scorewps.standalone.io;

/** Names and text made fit for XML 1.0. */
final class XmlNames {
    private XmlNames() {}

    /** The text with each character that an XML name can't have replaced by an underscore. */
    static String name(String text) {
        final StringBuilder name = new StringBuilder(text.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            name.append(Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' ? c : '_');
        }
        if (name.isEmpty() || !(Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')) {
            name.insert(0, '_');
        }
        return name.toString();
    }

    /** The text without the control characters and lone surrogates that XML 1.0 has no way to write. */
    static String text(String text) {
        final StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
