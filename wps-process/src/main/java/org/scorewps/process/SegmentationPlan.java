package org.scorewps.process;

import org.geotools.coverage.grid.GridCoverage2D;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.tile.TileGrid;

/**
 * How a request is run: everything that is chosen before the first tile is read. Requests that run and requests that
 * only ask what running would cost make the same plan.
 *
 * @param scene the raster, or the part of it
 * @param model what looks at it
 * @param settings with which thresholds and weights
 * @param grid its tiles
 */
record SegmentationPlan(Scene scene, ModelInfo model, InferenceSettings settings, TileGrid grid) {
    /** Tiles overlap by this share of their side: larger objects than that may be cut at tile borders. */
    private static final int OVERLAP_DIVISOR = 4;

    /** The plan of a request. Reads at most some small windows of the coverage. */
    static SegmentationPlan of(
            GridCoverage2D coverage, SegmentationRequest request, SegmentationEngine engine, SceneLimits limits) {
        ModelInfo model = engine.model(request.model());
        Scene scene = Scene.of(coverage, request.scene(), limits);
        TileGrid grid =
                new TileGrid(scene.width(), scene.height(), model.tileSize(), model.tileSize() / OVERLAP_DIVISOR);
        return new SegmentationPlan(scene, model, request.settings(model), grid);
    }

    /** Tiles that are read. Those without a valid pixel aren't sent to the engine, so it may get fewer. */
    long tiles() {
        return grid.count();
    }

    /** Columns of a tile. */
    int tileWidth() {
        return grid.window(0).width();
    }

    /** Rows of a tile. */
    int tileHeight() {
        return grid.window(0).height();
    }
}
