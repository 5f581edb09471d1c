package org.scorewps.process.vector;

import java.sql.Timestamp;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.util.factory.Hints;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.GroundArea;
import org.scorewps.process.scene.Scene;

/**
 * Makes the feature of one instance, without knowing of the others. Attributes: {@code geometry}; {@code class} (the
 * class's first name); {@code class_index} (its place in the request, from 0); {@code score} (0..1); {@code novel} (the
 * model wasn't trained with that class); {@code area_m2}, {@code length_m}, {@code width_m}, {@code orientation_deg} (of
 * the outline, on the ground, whatever the geometry's form: {@link GroundArea}, {@link InstanceMeasures}); {@code edge}
 * (the outline touches the scene's rim: {@link SceneRim}); {@code merged} (made of the parts of several tiles); and
 * where it comes from: {@code model}, {@code model_sha256}, {@code source}, {@code run}, {@code time}
 * ({@link Provenance}). The feature's identifier is stable ({@link FeatureIds}).
 */
public final class InstanceFeatures {
    /** Namespace of the feature type. */
    public static final String NAMESPACE = "https://scorewps.org/instances";

    /** Name of the feature type. */
    public static final String TYPE_NAME = "instances";

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final Scene scene;
    private final Vocabulary vocabulary;
    private final IntPredicate novel;
    private final GeometryForm form;
    private final Outlines outlines;
    private final Provenance provenance;
    private final SimpleFeatureType type;
    private final GroundArea area;
    private final SceneRim rim;
    private final Optional<PreparedGeometry> region;

    /**
     * @param scene where the instances are
     * @param vocabulary what they are
     * @param novel which classes the model wasn't trained with
     * @param form kind of geometry
     * @param outlines makes them of the traced ones
     * @param provenance where they come from
     */
    public InstanceFeatures(
            Scene scene,
            Vocabulary vocabulary,
            IntPredicate novel,
            GeometryForm form,
            Outlines outlines,
            Provenance provenance) {
        this.scene = scene;
        this.vocabulary = vocabulary;
        this.novel = novel;
        this.form = form;
        this.provenance = provenance;
        type = type(scene, form);
        area = new GroundArea(scene.crs());
        this.outlines = outlines;
        rim = new SceneRim(scene);
        region = scene.roi().map(PreparedGeometryFactory::prepare);
    }

    /** The type of all features. */
    public SimpleFeatureType type() {
        return type;
    }

    /** Identifiers for one pass over the instances. */
    public FeatureIds ids() {
        double x = scene.width() / 2.0;
        double y = scene.height() / 2.0;
        return new FeatureIds(Math.sqrt(scene.toCrs(FACTORY.toGeometry(new Envelope(x, x + 1, y, y + 1)))
                .getArea()));
    }

    /**
     * What of an instance is inside the region of interest.
     *
     * @return empty when there is nothing
     */
    public Optional<Instance> inRegion(Instance instance) {
        // what lies inside keeps its vertices and their order
        MultiPolygon shape = region.isEmpty() || region.get().covers(instance.shape())
                ? Polygons.only(instance.shape())
                : Polygons.intersection(instance.shape(), region.get().getGeometry());
        return shape.getArea() > 0
                ? Optional.of(new Instance(instance.classIndex(), instance.score(), shape, instance.merged()))
                : Optional.empty();
    }

    /**
     * The feature of an instance.
     *
     * @param instance in scene pixels, as {@link #inRegion} gives it
     * @param ids of this pass
     */
    SimpleFeature of(Instance instance, FeatureIds ids) {
        MultiPolygon traced = Polygons.only(instance.shape());
        MultiPolygon outline = outlines.of(instance.classIndex(), traced);
        String name = vocabulary.classes().get(instance.classIndex()).name();
        InstanceMeasures measures = InstanceMeasures.of(outline, scene.frame(outline.getEnvelopeInternal()));
        SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
        builder.set("geometry", form.of(outline, scene));
        builder.set("class", name);
        builder.set("class_index", instance.classIndex());
        builder.set("score", instance.score());
        builder.set("novel", novel.test(instance.classIndex()));
        builder.set("area_m2", area.squareMetres(scene.toCrs(outline)));
        builder.set("length_m", measures.length());
        builder.set("width_m", measures.width());
        builder.set("orientation_deg", measures.orientation());
        builder.set("edge", rim.touches(traced));
        builder.set("merged", instance.merged());
        builder.set("model", provenance.model());
        builder.set("model_sha256", provenance.modelSha256());
        builder.set("source", provenance.source());
        builder.set("run", provenance.run().toString());
        builder.set("time", Timestamp.from(provenance.time()));
        // of the outline as it was traced: the identifier doesn't depend on how it is drawn
        Coordinate centre = scene.toCrs(traced.getCentroid()).getCoordinate();
        return builder.buildFeature(ids.next(name, centre, traced.getArea()));
    }

    private static SimpleFeatureType type(Scene scene, GeometryForm form) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(TYPE_NAME);
        builder.setNamespaceURI(NAMESPACE);
        builder.setCRS(scene.crs());
        builder.userData(Hints.JTS_PRECISION_MODEL, PixelPrecision.of(scene));
        builder.add("geometry", form.binding());
        builder.add("class", String.class);
        builder.add("class_index", Integer.class);
        builder.add("score", Double.class);
        builder.add("novel", Boolean.class);
        builder.add("area_m2", Double.class);
        builder.add("length_m", Double.class);
        builder.add("width_m", Double.class);
        builder.add("orientation_deg", Double.class);
        builder.add("edge", Boolean.class);
        builder.add("merged", Boolean.class);
        builder.add("model", String.class);
        builder.add("model_sha256", String.class);
        builder.add("source", String.class);
        builder.add("run", String.class);
        // what GeoTools' formats take for a date with a time; java.util.Date loses the time in some
        builder.add("time", Timestamp.class);
        builder.setDefaultGeometry("geometry");
        return builder.buildFeatureType();
    }
}
