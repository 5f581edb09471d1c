package org.scorewps.process.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.scorewps.engine.SemanticMap;
import org.scorewps.process.tile.TileGrid;
import org.scorewps.process.tile.Window;

/** Scores that depend on the place in the scene only, cut into tiles and put together again. */
class ClassMosaicTest {
    private static final int STRIDE = 4;

    /** A circle of class 0 in class 1 that fades to the right. */
    private static float score(int classIndex, double x, double y) {
        double inside = 1 / (1 + Math.exp((Math.hypot(x - 150, y - 120) - 70) / 10));
        return (float) (classIndex == 0 ? inside : (1 - inside) * (1 - x / 400));
    }

    private static SemanticMap tile(Window window, double brightness) {
        int columns = (window.width() + STRIDE - 1) / STRIDE;
        int rows = (window.height() + STRIDE - 1) / STRIDE;
        float[] scores = new float[2 * columns * rows];
        for (int i = 0; i < scores.length; i++) {
            double x = window.x() + (i % columns + 0.5) * STRIDE;
            double y = window.y() + (Math.floorDiv(i, columns) % rows + 0.5) * STRIDE;
            scores[i] = (float) (brightness * score(Math.floorDiv(i, columns * rows), x, y));
        }
        return new SemanticMap(2, columns, rows, STRIDE, scores);
    }

    private static void add(ClassMosaic mosaic, SemanticMap scores, Window window) {
        mosaic.add(scores, window, mosaic.mask(window, Optional.empty()).orElseThrow());
    }

    @Property(tries = 60)
    void noTileShowsWhateverTheirSizeAndPlace(
            @ForAll @IntRange(min = 60, max = 330) int width,
            @ForAll @IntRange(min = 60, max = 330) int height,
            @ForAll @IntRange(min = 9, max = 65) int tileSamples,
            @ForAll @IntRange(min = 20, max = 50) int overlapPercent,
            @ForAll @IntRange(max = 64) int phase) {
        TileGrid grid = TileGrid.of(
                width,
                height,
                new Window(0, 0, width, height),
                STRIDE * tileSamples,
                STRIDE * (tileSamples * overlapPercent / 100),
                STRIDE * phase,
                STRIDE * (64 - phase));
        try (ClassRaster raster = new ClassRaster(width, height, 2);
                ClassMosaic mosaic = new ClassMosaic(raster, Optional.empty(), any -> true, 0.5)) {
            for (long i = 0; i < grid.count(); i++) {
                add(mosaic, tile(grid.window(i), 1), grid.window(i));
            }
            mosaic.finish();
            int[] row = new int[width];
            // beyond the outermost samples nothing is known but these
            for (int y = STRIDE; y < height - STRIDE; y++) {
                raster.read(0, y, width, row);
                for (int x = STRIDE; x < width - STRIDE; x++) {
                    float first = score(0, x + 0.5, y + 0.5);
                    float second = score(1, x + 0.5, y + 0.5);
                    float best = Math.max(first, second);
                    boolean close = Math.abs(first - second) < 0.06 || Math.abs(best - 0.5) < 0.03;
                    if (!close) {
                        int expected = first > second ? 1 : 2;
                        assertThat(row[x]).as("%d, %d", x, y).isEqualTo(best >= 0.5 ? expected : 0);
                    }
                }
            }
        }
    }

    /** Two tiles that disagree: the border runs through the overlap's middle, and no rim of either shows. */
    @Property(tries = 30)
    void tilesGiveWayGraduallyInTheirOverlap(@ForAll @IntRange(min = 16, max = 60) int overlap) {
        int side = 128;
        int width = 2 * side - overlap;
        Window left = new Window(0, 0, side, side);
        Window right = new Window(side - overlap, 0, side, side);
        try (ClassRaster raster = new ClassRaster(width, side, 2);
                ClassMosaic mosaic = new ClassMosaic(raster, Optional.empty(), any -> true, 0.5)) {
            add(mosaic, flat(1, 0), left);
            add(mosaic, flat(0, 1), right);
            mosaic.finish();
            int[] row = new int[width];
            raster.read(0, side / 2, width, row);
            for (int x = 0; x < width; x++) {
                double middle = side - overlap / 2.0;
                if (Math.abs(x + 0.5 - middle) > 2) {
                    assertThat(row[x]).as("%d", x).isEqualTo(x < middle ? 1 : 2);
                }
            }
        }
    }

    /** What no tile brings has no class, at any threshold, and what its neighbours bring is as sure as elsewhere. */
    @Property(tries = 30)
    void aTileThatIsMissingLeavesAHoleWithSharpEdges(
            @ForAll @IntRange(min = 0, max = 8) int missing, @ForAll @IntRange(min = 0, max = 7) int overlapSamples) {
        TileGrid grid = TileGrid.of(320, 320, new Window(0, 0, 320, 320), 128, STRIDE * overlapSamples, 0, 0);
        try (ClassRaster raster = new ClassRaster(320, 320, 2);
                ClassMosaic mosaic = new ClassMosaic(raster, Optional.empty(), any -> true, 0.9)) {
            int[] expected = new int[320 * 320];
            for (int i = 0; i < grid.count(); i++) {
                if (i != missing) {
                    Window window = grid.window(i);
                    add(mosaic, flat(1, 0), window);
                    for (int j = 0; j < window.width() * window.height(); j++) {
                        int y = window.y() + Math.floorDiv(j, window.width());
                        expected[y * 320 + window.x() + j % window.width()] = 1;
                    }
                }
            }
            mosaic.finish();
            int[] row = new int[320];
            for (int y = 0; y < 320; y++) {
                raster.read(0, y, 320, row);
                assertThat(row).as("row %d", y).isEqualTo(Arrays.copyOfRange(expected, y * 320, (y + 1) * 320));
            }
        }
    }

    private static SemanticMap flat(float first, float second) {
        float[] scores = new float[2 * 32 * 32];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i < 32 * 32 ? first : second;
        }
        return new SemanticMap(2, 32, 32, STRIDE, scores);
    }
}
