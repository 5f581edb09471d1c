package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.NameImpl;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;
import org.junit.jupiter.api.Test;

class ScoreProcessFactoryTest {
    private static final Name SEGMENT = new NameImpl("score", "SegmentInstances");
    private static final Name ESTIMATE = new NameImpl("score", "EstimateSegmentation");
    private static final Name PANOPTIC = new NameImpl("score", "SegmentPanoptic");
    private static final Name SEMANTIC = new NameImpl("score", "SegmentSemantic");
    private static final Name MODELS = new NameImpl("score", "ListModels");

    private final ProcessFactory factory = Processors.createProcessFactory(SEGMENT);

    @Test
    void geoToolsFindsTheProcesses() {
        assertThat(factory).isInstanceOf(ScoreProcessFactory.class);
        assertThat(factory.getNames()).containsExactlyInAnyOrder(SEGMENT, SEMANTIC, PANOPTIC, ESTIMATE, MODELS);
        assertThat(factory.getTitle(SEGMENT).toString()).isEqualTo("Segment instances");
        assertThat(factory.supportsProgress(SEGMENT)).isTrue();
        assertThat(factory.supportsProgress(ESTIMATE)).isTrue();
    }

    @Test
    void inputsAreDescribed() {
        Map<String, Parameter<?>> inputs = factory.getParameterInfo(SEGMENT);
        assertThat(inputs.keySet())
                .containsExactly(
                        "coverage",
                        "layer",
                        "classes",
                        "model",
                        "roi",
                        "minScore",
                        "resolution",
                        "bands",
                        "stretch",
                        "nodata",
                        "crs",
                        "geometry",
                        "simplify",
                        "regularize",
                        "regularizeTolerance",
                        "alpha",
                        "beta",
                        "maxInstances",
                        "failedTiles",
                        "crowdedTiles");
        assertThat(inputs.get("coverage").type).isEqualTo(GridCoverage2D.class);
        assertThat(inputs.get("classes").type).isEqualTo(String.class);
        assertThat(inputs.get("classes").minOccurs).isEqualTo(1);
        assertThat(inputs.get("classes").maxOccurs).isGreaterThan(1);
        inputs.forEach((name, input) -> {
            assertThat(input.description.toString()).isNotBlank();
            if (!name.equals("classes")) {
                assertThat(input.minOccurs).isZero();
                assertThat(input.maxOccurs).isEqualTo(1);
            }
        });
        assertThat(factory.getResultInfo(SEGMENT, Map.of()).get("result").type)
                .isEqualTo(SimpleFeatureCollection.class);
    }

    @Test
    void anEstimateHasTheInputsOfTheRequest() {
        Map<String, Parameter<?>> inputs = factory.getParameterInfo(ESTIMATE);
        assertThat(inputs.keySet())
                .containsExactlyElementsOf(factory.getParameterInfo(SEGMENT).keySet());
        factory.getParameterInfo(SEGMENT).forEach((name, input) -> {
            assertThat(inputs.get(name).description.toString()).isEqualTo(input.description.toString());
            assertThat(inputs.get(name).minOccurs).isEqualTo(input.minOccurs);
            assertThat(inputs.get(name).maxOccurs).isEqualTo(input.maxOccurs);
        });
        assertThat(factory.getResultInfo(ESTIMATE, Map.of()).get("result").metadata)
                .containsEntry("mimeTypes", "application/json");
    }

    @Test
    void semanticSegmentationTakesTheSameInputsWhereTheyMakeSense() {
        assertThat(factory.getParameterInfo(SEMANTIC).keySet())
                .containsExactly(
                        "coverage",
                        "layer",
                        "classes",
                        "model",
                        "roi",
                        "minScore",
                        "resolution",
                        "bands",
                        "stretch",
                        "nodata",
                        "crs",
                        "alpha",
                        "beta",
                        "failedTiles");
        assertThat(factory.getResultInfo(SEMANTIC, Map.of()).get("result").type).isEqualTo(GridCoverage2D.class);
        assertThat(factory.supportsProgress(SEMANTIC)).isTrue();
    }

    @Test
    void panopticSegmentationGivesAPair() {
        assertThat(factory.getParameterInfo(PANOPTIC).keySet()).contains("coverage", "classes", "stuff", "simplify");
        assertThat(factory.getResultInfo(PANOPTIC, Map.of()).get("result").type).isEqualTo(GridCoverage2D.class);
        assertThat(factory.getResultInfo(PANOPTIC, Map.of()).get("instances").type)
                .isEqualTo(SimpleFeatureCollection.class);
        assertThat(factory.supportsProgress(PANOPTIC)).isTrue();
    }

    @Test
    void whatWasAskedForComesFirstAndTheTilesThatFailedLast() {
        assertThat(factory.getResultInfo(SEGMENT, Map.of()).keySet()).containsExactly("result", "failedTiles");
        assertThat(factory.getResultInfo(SEMANTIC, Map.of()).keySet()).containsExactly("result", "failedTiles");
        assertThat(factory.getResultInfo(PANOPTIC, Map.of()).keySet())
                .containsExactly("result", "instances", "failedTiles");
    }

    @Test
    void modelsAreListedAsJson() {
        ColorEngine engine = new ColorEngine(128);
        ScoreServices services = engine.services();
        ScoreRegistry.set(services);
        try {
            String json = (String)
                    Processors.createProcess(MODELS).execute(Map.of(), null).get("result");
            JsonObject root = JsonParser.parseString(json).getAsJsonObject();
            JsonObject model = root.getAsJsonArray("models").get(0).getAsJsonObject();
            assertThat(root.get("device").getAsString()).isEqualTo("cpu");
            assertThat(model.get("name").getAsString()).isEqualTo("color");
            assertThat(model.get("tileSize").getAsInt()).isEqualTo(128);
            assertThat(model.getAsJsonArray("trainClasses").get(0).getAsString())
                    .isEqualTo("red");
            assertThat(model.getAsJsonObject("defaults").get("beta").getAsDouble())
                    .isEqualTo(0.8);
            assertThat(factory.getResultInfo(MODELS, Map.of()).get("result").metadata)
                    .containsEntry("mimeTypes", "application/json");
        } finally {
            ScoreRegistry.clear(services);
        }
    }

    @Test
    void modelsCantBeListedWithoutAnEngine() {
        assertThatThrownBy(() -> Processors.createProcess(MODELS).execute(Map.of(), null))
                .isInstanceOf(ProcessException.class)
                .hasMessage("the segmentation engine isn't set up on this server");
    }
}
