package org.scorewps.process.semantic;

import java.awt.Color;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.List;
import java.util.Map;
import org.geotools.coverage.Category;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.tile.Window;
import org.scorewps.styles.ClassPalette;

/**
 * The answer: a coverage with one band, whose value is 0 where there is no class (also outside the region of interest and
 * where the scene has no data) and k + 1 for the class of index k. Each value has a category with the class's name and a
 * colour of the palette; 0 is transparent.
 */
public final class ClassCoverage {
    /** Name of the coverage and of its band. */
    public static final String NAME = "class";

    /** Name of the category of value 0. */
    public static final String NO_CLASS = "no class";

    private ClassCoverage() {}

    /**
     * Makes the coverage.
     *
     * @param raster has its values, one a scene pixel; read when the coverage is
     * @param area the part of the raster that it shows: {@link Scene#part}
     * @param scene where that is
     */
    public static GridCoverage2D of(ClassRaster raster, Window area, Scene scene, Vocabulary vocabulary) {
        GridSampleDimension band = new GridSampleDimension(NAME, categories(vocabulary), null);
        return new GridCoverageFactory()
                .create(
                        NAME,
                        new ClassImage(raster, area, colors(raster, vocabulary)),
                        scene.gridGeometry(),
                        new GridSampleDimension[] {band},
                        null,
                        Map.of());
    }

    private static Category[] categories(Vocabulary vocabulary) {
        List<Color> palette = ClassPalette.colors(vocabulary.size());
        Category[] categories = new Category[vocabulary.size() + 1];
        categories[0] = new Category(NO_CLASS, new Color(0, 0, 0, 0), 0);
        for (int k = 0; k < vocabulary.size(); k++) {
            categories[k + 1] = new Category(vocabulary.classes().get(k).name(), palette.get(k), k + 1);
        }
        return categories;
    }

    private static IndexColorModel colors(ClassRaster raster, Vocabulary vocabulary) {
        int[] argb = new int[vocabulary.size() + 1];
        List<Color> palette = ClassPalette.colors(vocabulary.size());
        for (int k = 0; k < palette.size(); k++) {
            argb[k + 1] = palette.get(k).getRGB();
        }
        int type = raster.bytes() == 1 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
        return new IndexColorModel(8 * raster.bytes(), argb.length, argb, 0, true, 0, type);
    }
}
