package org.scorewps.standalone.wps.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.geotools.util.Converters;
import org.scorewps.standalone.wps.WpsException;

/** Literal values: their XML Schema types, and the way from text to Java and back. Ranges are enforced here. */
public final class LiteralType {
    private static final Map<Class<?>, String> XML_TYPES = Map.ofEntries(
            Map.entry(String.class, "xs:string"),
            Map.entry(Boolean.class, "xs:boolean"),
            Map.entry(Byte.class, "xs:byte"),
            Map.entry(Short.class, "xs:short"),
            Map.entry(Integer.class, "xs:int"),
            Map.entry(Long.class, "xs:long"),
            Map.entry(Float.class, "xs:float"),
            Map.entry(Double.class, "xs:double"),
            Map.entry(Number.class, "xs:double"),
            Map.entry(BigInteger.class, "xs:integer"),
            Map.entry(BigDecimal.class, "xs:decimal"),
            Map.entry(URI.class, "xs:anyURI"),
            Map.entry(URL.class, "xs:anyURI"),
            Map.entry(Date.class, "xs:dateTime"),
            Map.entry(Character.class, "xs:string"));

    private LiteralType() {}

    public static boolean supports(Class<?> type) {
        return XML_TYPES.containsKey(boxed(type))
                || type.isEnum()
                || CharSequence.class.isAssignableFrom(type)
                || CoordinateReferenceSystem.class.isAssignableFrom(type);
    }

    /** The XML Schema type that a description names. */
    public static String xmlType(Class<?> type) {
        return XML_TYPES.getOrDefault(boxed(type), "xs:string");
    }

    /** The values that an enumeration allows; empty when any text may do. */
    public static List<String> allowedValues(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(Object::toString).toList()
                : List.of();
    }

    /**
     * The value that a client wrote.
     *
     * @throws WpsException InvalidParameterValue when it isn't one, or lies outside the parameter's range
     */
    public static Object parse(Parameter<?> parameter, String text) {
        final Class<?> type = boxed(parameter.type);
        final Object value;
        try {
            value = parse(type, CharSequence.class.isAssignableFrom(type) ? text : text.trim());
        } catch (NumberFormatException e) {
            throw invalid(parameter, text, "a number (" + xmlType(type) + ")");
        }
        if (value == null) {
            throw invalid(parameter, text, describe(type));
        }
        if (value instanceof Number number) {
            checkRange(parameter, number.doubleValue(), text);
        }
        return value;
    }

    private static Object parse(Class<?> type, String text) {
        if (type == Boolean.class) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> null;
            };
        }
        if (type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == Short.class) {
            return Short.valueOf(text);
        }
        if (type == Byte.class) {
            return Byte.valueOf(text);
        }
        if (type == Double.class || type == Number.class) {
            return Double.valueOf(text);
        }
        if (type == Float.class) {
            return Float.valueOf(text);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.toString().equalsIgnoreCase(text)
                            || ((Enum<?>) constant).name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElse(null);
        }
        if (CoordinateReferenceSystem.class.isAssignableFrom(type)) {
            return crs(text).filter(type::isInstance).orElse(null);
        }
        return Converters.convert(text, type);
    }

    private static Optional<CoordinateReferenceSystem> crs(String text) {
        try {
            return Optional.of(text.contains("[") ? CRS.parseWKT(text) : SrsNames.decode(text));
        } catch (FactoryException e) {
            return Optional.empty();
        }
    }

    private static void checkRange(Parameter<?> parameter, double value, String text) {
        if (!Double.isFinite(value)) {
            throw invalid(parameter, text, "a finite number");
        }
        final Map<String, Object> metadata = parameter.metadata == null ? Map.of() : parameter.metadata;
        if (metadata.get(Parameter.MIN) instanceof Number min && value < min.doubleValue()) {
            throw invalid(parameter, text, "at least " + min);
        }
        if (metadata.get(Parameter.MAX) instanceof Number max && value > max.doubleValue()) {
            throw invalid(parameter, text, "at most " + max);
        }
    }

    private static WpsException invalid(Parameter<?> parameter, String text, String wanted) {
        final String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
        return WpsException.invalid(parameter.key, parameter.key + " must be " + wanted + ", not '" + shown + "'");
    }

    private static String describe(Class<?> type) {
        if (CoordinateReferenceSystem.class.isAssignableFrom(type)) {
            return "a CRS, such as EPSG:32633";
        }
        return type.isEnum() ? "one of " + String.join(", ", allowedValues(type)) : "of type " + xmlType(type);
    }

    /** A value as a document shows it. */
    public static String print(Object value) {
        if (value instanceof CoordinateReferenceSystem crs) {
            try {
                final String name = CRS.lookupIdentifier(crs, false);
                return name == null ? crs.toWKT() : name;
            } catch (FactoryException e) {
                return crs.toWKT();
            }
        }
        return value.toString();
    }

    private static Class<?> boxed(Class<?> type) {
        return type.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(type).wrap().returnType()
                : type;
    }
}
