package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.GroundArea;
import org.scorewps.process.scene.Scene;

/**
 * The answer: one feature an instance, best first, in the coverage's CRS. Attributes: {@code geometry}, {@code class}
 * (the class's first name), {@code class_index} (its place in the request, from 0), {@code score} (0..1), {@code novel}
 * (the model wasn't trained with that class), {@code area_m2} (of the outline, on the ground, whatever the geometry's
 * form), {@code model}, {@code source}.
 */
public final class InstanceCollection {
    /** Namespace of the feature type. */
    public static final String NAMESPACE = "https://scorewps.org/instances";

    /** Name of the feature type. */
    public static final String TYPE_NAME = "instances";

    private final Scene scene;
    private final Vocabulary vocabulary;
    private final IntPredicate novel;
    private final GeometryForm form;
    private final double tolerance;
    private final String model;
    private final String source;

    /**
     * @param scene where the instances are
     * @param vocabulary what they are
     * @param novel which classes the model wasn't trained with
     * @param form kind of geometry
     * @param tolerance how far a simplified outline may lie from the traced one, scene pixels; 0 keeps all vertices
     * @param model name of the model
     * @param source name of the coverage
     */
    public InstanceCollection(
            Scene scene,
            Vocabulary vocabulary,
            IntPredicate novel,
            GeometryForm form,
            double tolerance,
            String model,
            String source) {
        this.scene = scene;
        this.vocabulary = vocabulary;
        this.novel = novel;
        this.form = form;
        this.tolerance = tolerance;
        this.model = model;
        this.source = source;
    }

    /**
     * Builds the features.
     *
     * @param instances in scene pixels, best first
     * @param limit at most so many features
     */
    public SimpleFeatureCollection of(List<Instance> instances, int limit) {
        SimpleFeatureType type = type();
        SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
        GroundArea area = new GroundArea(scene.crs());
        List<SimpleFeature> features = new ArrayList<>(instances.size());
        for (Instance instance : instances) {
            if (features.size() == limit) {
                break;
            }
            outline(instance)
                    .ifPresent(shape -> features.add(
                            feature(builder, instance, shape, area, TYPE_NAME + "." + (features.size() + 1))));
        }
        return new ListFeatureCollection(type, features);
    }

    private SimpleFeature feature(
            SimpleFeatureBuilder builder, Instance instance, MultiPolygon shape, GroundArea area, String id) {
        builder.add(form.of(shape, scene));
        builder.add(vocabulary.classes().get(instance.classIndex()).name());
        builder.add(instance.classIndex());
        builder.add(instance.score());
        builder.add(novel.test(instance.classIndex()));
        builder.add(area.squareMetres(scene.toCrs(shape)));
        builder.add(model);
        builder.add(source);
        return builder.buildFeature(id);
    }

    /** The simplified outline inside the region of interest, empty when nothing of it is. */
    private Optional<MultiPolygon> outline(Instance instance) {
        Geometry shape = instance.shape();
        if (scene.roi().isPresent()) {
            shape = Polygons.intersection(shape, scene.roi().get());
        }
        if (tolerance > 0) {
            shape = TopologyPreservingSimplifier.simplify(shape, tolerance);
        }
        MultiPolygon polygons = Polygons.only(shape);
        return polygons.getArea() > 0 ? Optional.of(polygons) : Optional.empty();
    }

    private SimpleFeatureType type() {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(TYPE_NAME);
        builder.setNamespaceURI(NAMESPACE);
        builder.setCRS(scene.crs());
        builder.add("geometry", form.binding());
        builder.add("class", String.class);
        builder.add("class_index", Integer.class);
        builder.add("score", Double.class);
        builder.add("novel", Boolean.class);
        builder.add("area_m2", Double.class);
        builder.add("model", String.class);
        builder.add("source", String.class);
        builder.setDefaultGeometry("geometry");
        return builder.buildFeatureType();
    }
}
