package org.scorewps.tiff.metadata;

import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The tag in which GDAL keeps what TIFF has no tags for (42112), as far as it is about bands. */
public final class GdalMetadata {
    private static final Pattern ESCAPE = Pattern.compile("(?i)&(amp|lt|gt|quot|apos|#\\d{1,7}|#x[0-9a-f]{1,6});");

    private GdalMetadata() {}

    /** What it says of each band, from 0. Text that is no XML says nothing, as to GDAL. */
    public static Map<Integer, BandText> bands(String text) {
        Map<Integer, BandText> bands = new TreeMap<>();
        try {
            XMLStreamReader xml = SafeXml.reader(new StringReader(text.strip()));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("Item")) {
                    String sample = String.valueOf(xml.getAttributeValue(null, "sample"));
                    String role = String.valueOf(xml.getAttributeValue(null, "role"));
                    String value = unescaped(SafeXml.text(xml));
                    if (sample.matches("\\d{1,6}")) {
                        bands.merge(Integer.valueOf(sample), said(role, value), (before, more) -> more.or(before));
                    }
                }
            }
            return bands;
        } catch (XMLStreamException noXml) {
            return Map.of();
        }
    }

    /** GDAL escapes the values once more than the text as a whole, and reads both. */
    private static String unescaped(String value) {
        return ESCAPE.matcher(value)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(character(escape.group(1).toLowerCase(Locale.ROOT))));
    }

    private static String character(String name) {
        return switch (name) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> {
                int point = name.startsWith("#x")
                        ? Integer.parseInt(name.substring(2), 16)
                        : Integer.parseInt(name.substring(1));
                yield Character.isValidCodePoint(point) ? Character.toString(point) : "?";
            }
        };
    }

    private static BandText said(String role, String value) {
        return switch (role) {
            case "colorinterp" -> BandText.NOTHING.interpreted(value);
            case "description" -> BandText.NOTHING.described(value);
            default -> BandText.NOTHING;
        };
    }
}
