package org.scorewps.process;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.geotools.geometry.jts.WKTReader2;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.scorewps.engine.InvalidInputException;

/**
 * Reads literal inputs. They arrive as text: servers turn numbers that they can't parse into absent ones without a word,
 * so numbers, too, are read here. An empty literal means absent. All messages name the parameter, the value and what is
 * allowed.
 */
final class Literals {
    private static final int MAX_TEXT = 100_000;

    private Literals() {}

    /** Text without blanks around it; empty when nothing is left. */
    static Optional<String> text(String name, String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (value.length() > MAX_TEXT) {
            throw new InvalidInputException(
                    "%s is %d characters long, at most %d are allowed".formatted(name, value.length(), MAX_TEXT));
        }
        return Optional.of(value.strip());
    }

    /** A number in a closed range. */
    static OptionalDouble number(String name, String value, double min, double max) {
        Optional<String> text = text(name, value);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double number = parse(name, text.get());
        if (!(number >= min && number <= max)) {
            throw new InvalidInputException("%s must be between %s and %s, not %s"
                    .formatted(name, plain(min), plain(max), shorten(text.get())));
        }
        return OptionalDouble.of(number);
    }

    /** A number greater than zero. */
    static OptionalDouble positive(String name, String value) {
        Optional<String> text = text(name, value);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double number = parse(name, text.get());
        if (!(number > 0) || Double.isInfinite(number)) {
            throw new InvalidInputException("%s must be greater than 0, not %s".formatted(name, shorten(text.get())));
        }
        return OptionalDouble.of(number);
    }

    /** A whole number in a closed range. */
    static OptionalInt integer(String name, String value, int min, int max) {
        OptionalDouble number = number(name, value, min, max);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        if (number.getAsDouble() != Math.rint(number.getAsDouble())) {
            throw new InvalidInputException("%s must be a whole number, not %s".formatted(name, shorten(value)));
        }
        return OptionalInt.of((int) number.getAsDouble());
    }

    /** One of the values of a type, by the name that {@link #literal} gives it, in capitals or not. */
    static <E extends Enum<E>> Optional<E> choice(String name, String value, Class<E> type) {
        return text(name, value).map(text -> Arrays.stream(type.getEnumConstants())
                .filter(one -> literal(one).equalsIgnoreCase(text))
                .findAny()
                .orElseThrow(() -> new InvalidInputException(
                        "%s must be %s, not \"%s\"".formatted(name, choices(type), shorten(text)))));
    }

    private static String choices(Class<? extends Enum<?>> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Literals::literal).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /** The name of a value in requests. */
    static String literal(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * A region: well-known text, with {@code SRID=code;} before it when it isn't in the coverage's CRS, or a box
     * {@code minx,miny,maxx,maxy}.
     */
    static Optional<Geometry> region(String name, String value) {
        return text(name, value).map(text -> checkRegion(name, box(text).orElseGet(() -> wellKnownText(name, text))));
    }

    private static Optional<Geometry> box(String text) {
        String[] parts = text.split("\\s*,\\s*", 5);
        if (parts.length != 4 || !text.matches("[-+.,\\d\\seE]+")) {
            return Optional.empty();
        }
        double[] bounds = new double[4];
        for (int i = 0; i < 4; i++) {
            bounds[i] = parse("roi", parts[i]);
        }
        return Optional.of(new GeometryFactory().toGeometry(new Envelope(bounds[0], bounds[2], bounds[1], bounds[3])));
    }

    private static Geometry wellKnownText(String name, String text) {
        int srid = 0;
        String wkt = text;
        if (text.regionMatches(true, 0, "SRID=", 0, 5)) {
            int end = text.indexOf(';');
            String code = end < 0 ? text.substring(5) : text.substring(5, end);
            if (end < 0 || !code.strip().matches("\\d{1,6}")) {
                throw new InvalidInputException(
                        name + " must begin like \"SRID=4326;POLYGON((...\", not \"" + shorten(text) + "\"");
            }
            srid = Integer.parseInt(code.strip());
            wkt = text.substring(end + 1);
        }
        try {
            Geometry geometry = new WKTReader2().read(wkt);
            geometry.setSRID(srid);
            return geometry;
        } catch (ParseException | IllegalArgumentException | UnsupportedOperationException malformed) {
            throw new InvalidInputException(
                    "%s must be well-known text or a box \"minx,miny,maxx,maxy\", not \"%s\""
                            .formatted(name, shorten(text)),
                    malformed);
        }
    }

    private static Geometry checkRegion(String name, Geometry region) {
        IsValidOp validity = new IsValidOp(region);
        if (!validity.isValid()) {
            throw new InvalidInputException(name + " isn't a valid polygon: " + validity.getValidationError());
        }
        if (region.getDimension() != 2 || !(region.getArea() > 0)) {
            throw new InvalidInputException(
                    name + " must be a polygon with an area, not a " + region.getGeometryType());
        }
        return region;
    }

    private static double parse(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new InvalidInputException(
                    "%s must be a number, not \"%s\"".formatted(name, shorten(text)), notANumber);
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** Text fit for a message: one line, not too long. */
    static String shorten(String text) {
        String clean = text.strip().replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= 60 ? clean : clean.substring(0, 60) + "...";
    }
}
