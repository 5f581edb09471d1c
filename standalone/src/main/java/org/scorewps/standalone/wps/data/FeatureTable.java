package org.scorewps.standalone.wps.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Geometry;

/** Features of a document without a schema: the schema is what all rows have in common. */
final class FeatureTable {
    private static final String GEOMETRY = "geometry";

    private final Map<String, Class<?>> columns = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private record Row(String id, Map<String, Object> values) {}

    /** @param values by name; the geometry's name starts the schema where it comes first */
    void add(String id, Map<String, Object> values) {
        rows.add(new Row(id, values));
        values.forEach((name, value) -> {
            if (value != null) {
                columns.merge(name, value.getClass(), FeatureTable::common);
            }
        });
    }

    private static Class<?> common(Class<?> first, Class<?> second) {
        if (first == second) {
            return first;
        }
        if (Geometry.class.isAssignableFrom(first) && Geometry.class.isAssignableFrom(second)) {
            return Geometry.class;
        }
        return Number.class.isAssignableFrom(first) && Number.class.isAssignableFrom(second)
                ? Double.class
                : String.class;
    }

    /** @param crs of all geometries; null when the document names none */
    SimpleFeatureCollection collection(CoordinateReferenceSystem crs) {
        final SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("features");
        builder.setCRS(crs);
        if (columns.values().stream().noneMatch(Geometry.class::isAssignableFrom)) {
            builder.add(GEOMETRY, Geometry.class);
        }
        columns.forEach(builder::add);
        final SimpleFeatureType type = builder.buildFeatureType();
        final ListFeatureCollection features = new ListFeatureCollection(type);
        for (Row row : rows) {
            final SimpleFeatureBuilder feature = new SimpleFeatureBuilder(type);
            row.values().forEach((name, value) -> {
                if (columns.containsKey(name)) {
                    feature.set(name, value);
                }
            });
            features.add(feature.buildFeature(row.id()));
        }
        return features;
    }
}
