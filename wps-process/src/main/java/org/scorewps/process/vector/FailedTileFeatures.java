package org.scorewps.process.vector;

import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.util.factory.Hints;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.Window;

/**
 * Makes features of tiles that failed, for maps that tell where nothing was looked at. Attributes: {@code geometry} (what
 * the tile shows of the part that was asked for, in the coverage's CRS); {@code column}, {@code row}, {@code width},
 * {@code height} (the same in scene pixels, from the part's upper left corner); {@code factor} (scene pixels along the side of one of the tile's: above 1,
 * the tile only looks for what is larger than a tile); {@code message}. The identifier tells the tile: the same tile of the
 * same scene has the same in every run.
 */
public final class FailedTileFeatures {
    /** Namespace of the feature type. */
    public static final String NAMESPACE = "https://scorewps.org/failed_tiles";

    /** Name of the feature type. */
    public static final String TYPE_NAME = "failed_tiles";

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private FailedTileFeatures() {}

    /**
     * The features.
     *
     * @param scene where the tiles are
     * @param messages what happened to them
     */
    public static SimpleFeatureCollection of(Scene scene, Map<PyramidTile, String> messages) {
        SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type(scene));
        return new ListFeatureCollection(
                builder.getFeatureType(),
                messages.entrySet().stream()
                        .map(tile -> feature(scene, tile.getKey(), tile.getValue(), builder))
                        .toList());
    }

    private static SimpleFeature feature(Scene scene, PyramidTile tile, String message, SimpleFeatureBuilder builder) {
        Envelope shown = box(tile.extent()).intersection(box(scene.part()));
        builder.set("geometry", scene.toCrs(FACTORY.toGeometry(shown)));
        builder.set("column", (int) shown.getMinX() - scene.part().x());
        builder.set("row", (int) shown.getMinY() - scene.part().y());
        builder.set("width", (int) shown.getWidth());
        builder.set("height", (int) shown.getHeight());
        builder.set("factor", tile.factor());
        builder.set("message", message);
        Window extent = tile.extent();
        return builder.buildFeature("%s.%d.%d.%d".formatted(TYPE_NAME, tile.factor(), extent.x(), extent.y()));
    }

    private static Envelope box(Window window) {
        return new Envelope(window.x(), window.right(), window.y(), window.bottom());
    }

    private static SimpleFeatureType type(Scene scene) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(TYPE_NAME);
        builder.setNamespaceURI(NAMESPACE);
        builder.setCRS(scene.crs());
        builder.userData(Hints.JTS_PRECISION_MODEL, PixelPrecision.of(scene));
        builder.add("geometry", Polygon.class);
        builder.add("column", Integer.class);
        builder.add("row", Integer.class);
        builder.add("width", Integer.class);
        builder.add("height", Integer.class);
        builder.add("factor", Integer.class);
        builder.add("message", String.class);
        builder.setDefaultGeometry("geometry");
        return builder.buildFeatureType();
    }
}
