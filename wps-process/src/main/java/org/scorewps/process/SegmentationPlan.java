package org.scorewps.process;

import org.geotools.coverage.grid.GridCoverage2D;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.scene.StatisticsCache;
import org.scorewps.process.tile.TilePlan;
import org.scorewps.process.tile.TilePyramid;
import org.scorewps.process.tile.Window;

/**
 * How a request is run: everything that is chosen before the first tile is read. Requests that run and requests that
 * only ask what running would cost make the same plan.
 *
 * @param scene the raster, or the part of it
 * @param model what looks at it
 * @param settings with which thresholds and weights
 * @param crowdedTiles what becomes of tiles with many objects
 * @param tiling its tiles' sizes and places
 * @param pyramid its tiles
 */
record SegmentationPlan(
        Scene scene,
        ModelInfo model,
        InferenceSettings settings,
        CrowdedTiles crowdedTiles,
        TilePlan tiling,
        TilePyramid pyramid) {
    /**
     * A model that says at which resolution it was trained isn't shown pixels that are coarser than so many times that: it
     * would see other things in them.
     */
    private static final double COARSEST = 3;

    /**
     * The plan of a request. Reads at most some small windows of the coverage.
     *
     * @param statistics what is known of coverages
     */
    static SegmentationPlan of(
            GridCoverage2D coverage,
            SegmentationRequest request,
            SegmentationEngine engine,
            SceneLimits limits,
            StatisticsCache statistics) {
        ModelInfo model = engine.model(request.model());
        Scene scene = Scene.of(coverage, request.scene(model), limits, statistics);
        TilePlan tiling = scene.tiles(model.tileSize());
        return new SegmentationPlan(
                scene,
                model,
                request.settings(model),
                request.crowdedTiles(),
                tiling,
                TilePyramid.of(tiling, reducedLevels(model, scene)));
    }

    /** How often the scene is reduced and looked at once more, for objects larger than a tile: once or not at all. */
    private static int reducedLevels(ModelInfo model, Scene scene) {
        double reduced = scene.groundResolution().mean() * TilePyramid.STEP;
        return reduced <= COARSEST * model.groundResolution().orElse(Double.POSITIVE_INFINITY) ? 1 : 0;
    }

    /** Tiles that are read. Those without a valid pixel aren't sent to the engine, so it may get fewer. */
    long tiles() {
        return pyramid.count();
    }

    /** What the tiles at the scene's own resolution cover together: what is asked for, and somewhat more around it. */
    Window frame() {
        Window first = pyramid.finest().window(0);
        Window last = pyramid.finest().window(pyramid.finest().count() - 1);
        return new Window(first.x(), first.y(), last.right() - first.x(), last.bottom() - first.y());
    }

    /** A tile in the middle, at the scene's own resolution. */
    Window middle() {
        return pyramid.finest().window(pyramid.finest().count() / 2);
    }

    /** Columns of a tile. */
    int tileWidth() {
        return pyramid.finest().window(0).width();
    }

    /** Rows of a tile. */
    int tileHeight() {
        return pyramid.finest().window(0).height();
    }
}
