package org.scorewps.standalone.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.locationtech.jts.geom.Geometry;

/**
 * The feature table of one collection: {@code fid}, the geometry, then the attributes under names that SQLite can tell
 * apart. A feature whose identifier is the type's name, a dot and a number, as GeoTools names the rows of databases, keeps
 * that number as its {@code fid}; others are numbered.
 */
record GeoPackageTable(String name, String geometryColumn, String geometryType, List<Column> columns) {
    /** Without leading zeros, so that different identifiers are different numbers, and short enough for 64 bits. */
    private static final Pattern KEY = Pattern.compile("[1-9]\\d{0,17}");

    /** @param attribute the feature's attribute that fills the column */
    record Column(String name, String sqlType, String attribute) {}

    static GeoPackageTable of(SimpleFeatureType type) {
        final Set<String> taken = new HashSet<>(Set.of("fid"));
        final String geometryColumn = unique("geom", taken);
        final List<Column> columns = new ArrayList<>();
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            if (!attribute.equals(type.getGeometryDescriptor())) {
                final String name = attribute.getLocalName();
                columns.add(new Column(
                        unique(name, taken), sqlType(attribute.getType().getBinding()), name));
            }
        }
        final String geometryType = type.getGeometryDescriptor() == null
                ? Geometry.class.getSimpleName()
                : type.getGeometryDescriptor().getType().getBinding().getSimpleName();
        return new GeoPackageTable(
                tableName(type.getTypeName()),
                geometryColumn,
                geometryType.toUpperCase(Locale.ROOT),
                List.copyOf(columns));
    }

    String createStatement() {
        final StringBuilder sql = new StringBuilder("CREATE TABLE ")
                .append(quote(name))
                .append(" (\"fid\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ")
                .append(quote(geometryColumn))
                .append(' ')
                .append(geometryType);
        for (Column column : columns) {
            sql.append(", ").append(quote(column.name())).append(' ').append(column.sqlType());
        }
        return sql.append(')').toString();
    }

    String insertStatement() {
        final StringBuilder sql = new StringBuilder("INSERT INTO ")
                .append(quote(name))
                .append(" (\"fid\", ")
                .append(quote(geometryColumn));
        columns.forEach(column -> sql.append(", ").append(quote(column.name())));
        return sql.append(") VALUES (?, ?")
                .append(", ?".repeat(columns.size()))
                .append(')')
                .toString();
    }

    /** The number in a feature's identifier, empty when it has none. */
    OptionalLong key(String identifier) {
        final String prefix = name + ".";
        final String number = identifier.startsWith(prefix) ? identifier.substring(prefix.length()) : "";
        return KEY.matcher(number).matches() ? OptionalLong.of(Long.parseLong(number)) : OptionalLong.empty();
    }

    private static String tableName(String typeName) {
        final String name = typeName.isBlank() ? "features" : typeName;
        final String lower = name.toLowerCase(Locale.ROOT);
        // prefixes that the standard and SQLite keep for themselves
        return lower.startsWith("gpkg_") || lower.startsWith("sqlite_") || lower.startsWith("rtree_")
                ? "layer_" + name
                : name;
    }

    private static String unique(String name, Set<String> taken) {
        String candidate = name;
        for (int i = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static String sqlType(Class<?> binding) {
        if (binding == Boolean.class) {
            return "BOOLEAN";
        }
        if (binding == Long.class || binding == Integer.class || binding == Short.class || binding == Byte.class) {
            return "INTEGER";
        }
        if (Number.class.isAssignableFrom(binding)) {
            return "DOUBLE";
        }
        if (java.sql.Date.class.isAssignableFrom(binding)) {
            return "DATE";
        }
        return java.util.Date.class.isAssignableFrom(binding) ? "DATETIME" : "TEXT";
    }
}
