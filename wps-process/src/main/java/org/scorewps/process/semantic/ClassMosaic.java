package org.scorewps.process.semantic;

import java.io.Closeable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.engine.MaskLogits;
import org.scorewps.engine.SemanticMap;
import org.scorewps.process.tile.Window;

/**
 * Puts the class scores of tiles together. For each tile {@link #mask} says which pixels count, then {@link #add} brings
 * its scores, from the scene's top to its bottom; pixels for which no tile does have no class. The classes of rows that no
 * further tile can touch are chosen and written to the raster on the way, those of the last ones by {@link #finish}.
 * {@code mask} may be called by another thread than the others.
 */
public final class ClassMosaic implements Closeable {
    private final ClassRaster raster;
    private final RegionMask region;
    private final IntPredicate candidates;
    private final double minScore;
    private Optional<Blend> blend = Optional.empty();
    private int next;

    private record Blend(ScoreLattice lattice, ClassRows rows) {}

    /**
     * @param raster gets the classes; stays the caller's
     * @param region of interest in scene pixels; everything when empty
     * @param candidates which classes may be chosen, by index
     * @param minScore pixels whose best class scores less have none
     */
    public ClassMosaic(ClassRaster raster, Optional<Geometry> region, IntPredicate candidates, double minScore) {
        this.candidates = candidates;
        this.raster = raster;
        this.region = new RegionMask(region);
        this.minScore = minScore;
    }

    /**
     * Which pixels of a tile may have a class.
     *
     * @param valid positive where pixels are valid, one sample a pixel; empty when all are
     * @return {@code height * width} values, not 0 where they may; empty when none may: the scores aren't needed then
     */
    public Optional<int[]> mask(Window window, Optional<MaskLogits> valid) {
        int[] mask = region.of(window, valid);
        return Arrays.stream(mask).allMatch(value -> value == 0) ? Optional.empty() : Optional.of(mask);
    }

    /**
     * Brings a tile's scores.
     *
     * @param window the tile; it begins no higher than the one before
     * @param mask its pixels that may have a class
     */
    public void add(SemanticMap scores, Window window, int[] mask) {
        Blend current = blend.orElseGet(() -> blend(scores, window));
        advance(current, window.y());
        current.lattice().add(scores, window);
        // the raster itself remembers until the row's classes are chosen
        for (int j = 0; j < window.height(); j++) {
            raster.write(window.x(), window.y() + j, window.width(), mask, j * window.width());
        }
    }

    /** Chooses the classes of all rows that are left; no tile follows. */
    public void finish() {
        blend.ifPresent(last -> advance(last, raster.height()));
    }

    private Blend blend(SemanticMap scores, Window window) {
        // one row of tiles, the row above that pixels in between need, and what a corner off the lattice adds
        int ringRows = window.height() / scores.stride() + 4;
        ScoreLattice lattice =
                new ScoreLattice(raster.width(), raster.height(), scores.classes(), scores.stride(), ringRows);
        Blend made =
                new Blend(lattice, new ClassRows(lattice, scores.classes(), scores.stride(), candidates, minScore));
        blend = Optional.of(made);
        return made;
    }

    /** Chooses the classes of rows; all tiles still to come begin at {@code y} or below. */
    private void advance(Blend current, int y) {
        int open = y >= raster.height()
                ? current.lattice().rows()
                : current.lattice().firstRow(y);
        int[] row = new int[raster.width()];
        while (next < raster.height() && current.rows().lastRow(next) < open) {
            raster.read(0, next, row.length, row);
            current.rows().choose(next, row);
            raster.write(0, next, row.length, row, 0);
            next++;
        }
    }

    /** Deletes the scores; the raster stays. */
    @Override
    public void close() {
        blend.ifPresent(current -> current.lattice().close());
    }
}
