package org.scorewps.standalone.io;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** A new GeoPackage with one layer. Clauses are those of OGC 12-128r17 (GeoPackage 1.3). */
final class GeoPackageLayer {
    /** "GPKG", clause 1.1.1.1.1. */
    private static final int APPLICATION_ID = 0x47504B47;

    private static final int USER_VERSION = 10300;
    private static final int BATCH = 500;

    /** The one form of a DATETIME, table 1 of clause 1.1.1.1.2. */
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final List<String> TABLES = List.of("""
            CREATE TABLE gpkg_spatial_ref_sys (
              srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
              organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)""", """
            CREATE TABLE gpkg_contents (
              table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
              description TEXT DEFAULT '',
              last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
              min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
              CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""", """
            CREATE TABLE gpkg_geometry_columns (
              table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
              srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
              CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
              CONSTRAINT uk_gc_table_name UNIQUE (table_name),
              CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
              CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""");

    private final Connection connection;
    private final GeoPackageTable table;
    private final GeoPackageSrs srs;
    private final GeometryProjector projector;

    GeoPackageLayer(Connection connection, SimpleFeatureType type) {
        this.connection = connection;
        table = GeoPackageTable.of(type);
        srs = GeoPackageSrs.of(type.getCoordinateReferenceSystem());
        projector = GeometryProjector.toAxisOrder(type, false);
    }

    /** The tables, without features. */
    void create() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + USER_VERSION);
            for (String sql : TABLES) {
                statement.execute(sql);
            }
            statement.execute(table.createStatement());
        }
        final Set<GeoPackageSrs> systems = new LinkedHashSet<>(List.of(
                GeoPackageSrs.UNDEFINED_CARTESIAN, GeoPackageSrs.UNDEFINED_GEOGRAPHIC, GeoPackageSrs.WGS84, srs));
        for (GeoPackageSrs system : systems) {
            update(
                    "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)",
                    system.name(),
                    system.id(),
                    system.organization(),
                    system.code(),
                    system.definition());
        }
    }

    /** All features, and the layer's entry with their bounds. */
    void insert(SimpleFeatureCollection features) throws SQLException, IOException {
        final Envelope bounds = new Envelope();
        final GeoPackageBinary binary = new GeoPackageBinary(srs.id());
        try (PreparedStatement insert = connection.prepareStatement(table.insertStatement());
                SimpleFeatureIterator iterator = features.features()) {
            for (int count = 1; iterator.hasNext(); count++) {
                insert(insert, iterator.next(), binary, bounds);
                if (count % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        final boolean empty = bounds.isNull();
        update(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id)"
                        + " VALUES (?, 'features', ?, ?, ?, ?, ?, ?)",
                table.name(),
                table.name(),
                empty ? null : bounds.getMinX(),
                empty ? null : bounds.getMinY(),
                empty ? null : bounds.getMaxX(),
                empty ? null : bounds.getMaxY(),
                srs.id());
        update(
                "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)",
                table.name(),
                table.geometryColumn(),
                table.geometryType(),
                srs.id());
    }

    private void insert(PreparedStatement insert, SimpleFeature feature, GeoPackageBinary binary, Envelope bounds)
            throws SQLException, IOException {
        final OptionalLong key = table.key(feature.getID());
        // SQLite numbers the rows without a key
        insert.setObject(1, key.isPresent() ? key.getAsLong() : null);
        if (feature.getDefaultGeometry() instanceof Geometry geometry) {
            final Geometry projected = projector.project(geometry);
            bounds.expandToInclude(projected.getEnvelopeInternal());
            insert.setBytes(2, binary.encode(projected));
        } else {
            insert.setBytes(2, null);
        }
        int index = 3;
        for (GeoPackageTable.Column column : table.columns()) {
            insert.setObject(index++, sqlValue(feature.getAttribute(column.attribute())));
        }
        insert.addBatch();
    }

    private static Object sqlValue(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value instanceof Float single ? Double.valueOf(single.toString()) : value;
        }
        return value instanceof Timestamp time ? DATETIME.format(time.toInstant()) : AttributeText.of(value);
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
