package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorewps.engine.EngineBusyException;
import org.scorewps.engine.InvalidInputException;

/** What clients may send, and what they are told when they may not. */
class SegmentInstancesInputsTest extends ProcessTest {
    @Test
    void thresholdsAndLimits() {
        GridCoverage2D coverage = Coverages.utm(picture(
                Color.RED,
                new Rectangle(10, 10, 30, 30),
                Color.RED,
                new Rectangle(130, 10, 50, 60),
                Color.GREEN,
                new Rectangle(10, 50, 40, 40)));
        List<SimpleFeature> all = run(coverage);
        assertThat(all).hasSize(3);
        assertThat(all)
                .extracting(feature -> (Double) feature.getAttribute("score"))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(run(coverage, "maxInstances", "2")).hasSize(2);
        assertThat(run(coverage, "minScore", "0.95")).hasSize(2);
        assertThat(run(coverage, "minScore", "", "maxInstances", " ", "model", "", "roi", ""))
                .hasSize(3);
    }

    @Test
    void classesMayBeRepeatedOrInLines() {
        GridCoverage2D coverage = Coverages.utm(
                picture(Color.RED, new Rectangle(10, 10, 30, 30), Color.GREEN, new Rectangle(10, 60, 40, 40)));
        assertThat(run(coverage, "classes", new String[] {"green,lawn", "red"}))
                .extracting(feature -> feature.getAttribute("class_index"))
                .containsExactlyInAnyOrder(0, 1);
        assertThat(run(coverage, "classes", List.of("green", "red"))).hasSize(2);
        assertThat(run(coverage, "classes", "green\nred")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "classes | ' ' | no class names given",
                "classes | ' ; , ; ' | a class without a name",
                "classes | 'red; red' | class \"red\" is given twice",
                "model | huge | model \"huge\" isn't installed; there are: color",
                "minScore | 1.5 | minScore must be between 0 and 1, not 1.5",
                "minScore | NaN | minScore must be between 0 and 1, not NaN",
                "minScore | '0,5' | minScore must be a number, not \"0,5\"",
                "alpha | -1 | alpha must be between 0 and 1, not -1",
                "beta | two | beta must be a number, not \"two\"",
                "maxInstances | 0 | maxInstances must be between 1 and 100000, not 0",
                "maxInstances | 2.5 | maxInstances must be a whole number, not 2.5",
                "resolution | 0 | resolution must be greater than 0, not 0",
                "resolution | Infinity | resolution must be greater than 0, not Infinity",
                "resolution | model | \"color\" doesn't (ground_resolution in its model.json): give metres",
                "resolution | 1e-9 | at most 1000000000 are allowed",
                "simplify | -0.1 | simplify must be between 0 and 1000000, not -0.1",
                "regularize | house | regularize must be true, false or names of requested classes; \"house\" is none",
                "regularizeTolerance | 0 | regularizeTolerance must be greater than 0, not 0",
                "failedTiles | skip | failedTiles must be fail or list, not \"skip\"",
                "crowdedTiles | twice | crowdedTiles must be split or once, not \"twice\"",
                "geometry | circle | geometry must be polygon, box, oriented_box or point, not \"circle\"",
                "stretch | bright | stretch must be none, percentile or \"min,max\", not \"bright\"",
                "nodata | high | nodata must be none or a number such as 0 or -9999, not \"high\"",
                "nodata | '0,1' | nodata must be none, one number or one for each of the coverage's 3 bands, not \"0,1\"",
                "crs | here | crs must be the EPSG code of a horizontal CRS such as EPSG:32633, or well-known text, not \"here\"",
                "crs | EPSG:5773 | crs must be the EPSG code of a horizontal CRS",
                "crs | EPSG:32632 | crs says EPSG:32632, but the coverage says EPSG:32633 itself: leave crs out",
                "bands | '1,2,ultraviolet' | bands names \"ultraviolet\", but the coverage has bands 1, 2, 3",
                "bands | '1,2,9' | bands names band 9, but the coverage has 3 bands",
                "roi | 'POLYGON((0 0' | roi must be well-known text or a box",
                "roi | 'POINT(0 0)' | roi must be a polygon with an area, not a Point",
                "roi | 'POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))' | roi isn't a valid polygon",
                "roi | '1,1,2,2' | roi doesn't touch the coverage",
                "roi | 'SRID=999999;POLYGON((0 0, 2 2, 2 0, 0 0))' | roi can't be brought into",
                "layer | roads | both coverage and layer given"
            })
    void badInputIsOneClearLine(String name, String value, String message) {
        assertThatThrownBy(() -> run(Coverages.utm(picture()), name, value))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void hugeTextsAreRefused() {
        assertThatThrownBy(() -> run(Coverages.utm(picture()), "classes", "x".repeat(1_000_000)))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining("at most");
        assertThatThrownBy(() -> run(Coverages.utm(picture()), "classes", "red;".repeat(10_000)))
                .isInstanceOf(ProcessException.class);
        assertThatThrownBy(() -> run(Coverages.utm(picture()), "roi", "POLYGON((".repeat(100_000)))
                .hasMessage("roi is 900000 characters long, at most 100000 are allowed");
    }

    @Test
    void layersNeedASource() {
        assertThatThrownBy(() -> run((GridCoverage2D) null, "layer", "roads"))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining("layer \"roads\" can't be read");
        assertThatThrownBy(() -> run((GridCoverage2D) null))
                .hasMessage("no raster given: send coverage or name a layer");
    }

    @Test
    void layersAreOpenedAndClosed() {
        List<String> events = new ArrayList<>();
        CoverageSource source = layer -> new CoverageSource.OpenCoverage() {
            @Override
            public GridCoverage2D coverage() {
                events.add("open " + layer);
                return Coverages.utm(picture(Color.RED, new Rectangle(10, 10, 30, 30)));
            }

            @Override
            public void close() {
                events.add("close");
            }
        };
        ScoreRegistry.set(new ScoreServices(() -> engine, source, ProcessLimits.DEFAULT));
        List<SimpleFeature> features = run((GridCoverage2D) null, "layer", "harbour");
        assertThat(features).hasSize(1);
        assertThat(features.get(0).getAttribute("source")).isEqualTo("harbour");
        assertThat(events).containsExactly("open harbour", "close");
    }

    @Test
    void limitsAreKept() {
        GridCoverage2D coverage = Coverages.utm(
                picture(Color.RED, new Rectangle(10, 10, 30, 30), Color.GREEN, new Rectangle(10, 60, 40, 40)));
        ScoreRegistry.set(new ScoreServices(() -> engine, CoverageSource.NONE, new ProcessLimits(1000, 100, 10, 2)));
        assertThatThrownBy(() -> run(coverage)).hasMessageContaining("400 x 300 pixels, at most 1000 are allowed");
        ScoreRegistry.set(new ScoreServices(() -> engine, CoverageSource.NONE, new ProcessLimits(1_000_000, 5, 10, 2)));
        assertThatThrownBy(() -> run(coverage)).hasMessageContaining("13 tiles, at most 5 are allowed");
        ScoreRegistry.set(new ScoreServices(() -> engine, CoverageSource.NONE, new ProcessLimits(1_000_000, 50, 1, 2)));
        assertThatThrownBy(() -> run(coverage)).hasMessageContaining("more than 1 instances were found");
    }

    @Test
    void failuresOfTheEngineAreToldInOneLine() {
        GridCoverage2D coverage = Coverages.utm(picture());
        ScoreRegistry.set(new ScoreServices(
                () -> {
                    throw new EngineBusyException("2 requests are running, no more are allowed");
                },
                CoverageSource.NONE,
                ProcessLimits.DEFAULT));
        assertThatThrownBy(() -> run(coverage))
                .isInstanceOf(ProcessException.class)
                .hasMessage("2 requests are running, no more are allowed")
                .hasCauseInstanceOf(EngineBusyException.class);
        ScoreRegistry.set(new ScoreServices(
                () -> {
                    throw new IllegalStateException("outer", new UnsatisfiedLinkError("no torch"));
                },
                CoverageSource.NONE,
                ProcessLimits.DEFAULT));
        assertThatThrownBy(() -> run(coverage)).hasMessage("segmentation failed with UnsatisfiedLinkError: no torch");
    }

    @Test
    void withoutAnEngineThereIsAClearError() {
        ScoreRegistry.clear(services);
        assertThatThrownBy(() -> run(Coverages.utm(picture())))
                .isInstanceOf(ProcessException.class)
                .hasMessage("the segmentation engine isn't set up on this server");
    }

    @Test
    void badInputKeepsItsCause() {
        assertThatThrownBy(() -> run(Coverages.utm(picture()), "minScore", "7"))
                .hasCauseInstanceOf(InvalidInputException.class);
    }
}
