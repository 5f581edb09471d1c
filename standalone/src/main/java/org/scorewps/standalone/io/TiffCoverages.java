package org.scorewps.standalone.io;

import java.awt.geom.AffineTransform;
import java.awt.image.RenderedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.geotools.api.coverage.ColorInterpretation;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.TypeMap;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.referencing.operation.transform.AffineTransform2D;

/**
 * Images of one raster as coverages over the same ground.
 *
 * @param name of the coverages
 * @param width columns of the raster
 * @param height rows of the raster
 * @param place where it lies
 */
record TiffCoverages(String name, int width, int height, TiffPlace place) {

    /** The coverage of an image, which may be a reduced one. */
    GridCoverage2D of(TiffLevels.Level level, Map<String, Object> properties) {
        RenderedImage image = level.image();
        AffineTransform grid = new AffineTransform(place.transform());
        grid.scale((double) width / image.getWidth(), (double) height / image.getHeight());
        Map<String, Object> all = new HashMap<>(properties);
        level.mask().ifPresent(mask -> all.put(MaskImage.PROPERTY, new MaskImage(mask)));
        return new GridCoverageFactory()
                .create(
                        name,
                        image,
                        new GridGeometry2D(
                                new GridEnvelope2D(0, 0, image.getWidth(), image.getHeight()),
                                PixelOrientation.UPPER_LEFT,
                                new AffineTransform2D(grid),
                                place.crs(),
                                null),
                        bands(image),
                        null,
                        all);
    }

    private GridSampleDimension[] bands(RenderedImage image) {
        return IntStream.range(0, image.getSampleModel().getNumBands())
                .mapToObj(band -> new GridSampleDimension(name(image, band)))
                .toArray(GridSampleDimension[]::new);
    }

    private static String name(RenderedImage image, int band) {
        ColorInterpretation color = TypeMap.getColorInterpretation(image.getColorModel(), band);
        return ColorInterpretation.UNDEFINED.equals(color) || color == null ? "Band" + (band + 1) : color.name();
    }
}
