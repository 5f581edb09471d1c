package org.scorewps.standalone.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * GeoPackage 1.3: one layer named after the feature type, in the collection's CRS, easting first. Geometries other than
 * the default one are written as well-known text.
 */
public final class GeoPackageFeatureWriter implements FeatureWriter {
    @Override
    public String mimeType() {
        return "application/geopackage+sqlite3";
    }

    @Override
    public String extension() {
        return "gpkg";
    }

    @Override
    public void write(SimpleFeatureCollection features, OutputStream out) throws IOException {
        // SQLite needs a file to seek in
        final Path file = Files.createTempFile("features", ".gpkg");
        try {
            write(features, file);
            Files.copy(file, out);
            out.flush();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void write(SimpleFeatureCollection features, Path file) throws IOException {
        Files.deleteIfExists(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
            connection.setAutoCommit(false);
            final GeoPackageLayer layer = new GeoPackageLayer(connection, features.getSchema());
            layer.create();
            layer.insert(features);
            connection.commit();
        } catch (SQLException e) {
            throw new IOException("the GeoPackage can't be written: " + e.getMessage(), e);
        }
    }
}
