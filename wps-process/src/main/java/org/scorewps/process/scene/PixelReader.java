package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.util.List;
import java.util.Optional;
import org.geotools.coverage.grid.GridCoverage2D;
import org.scorewps.engine.picture.AlphaBand;
import org.scorewps.engine.picture.ColourBands;

/**
 * Reads windows of a coverage's image, at its own resolution. Palettes are expanded to their colours. A pixel is invalid
 * when
 *
 * <ul>
 *   <li>all three chosen bands hold nodata or NaN (a single black band in a colourful pixel is no hole),
 *   <li>its palette colour is transparent,
 *   <li>its alpha is below half of the full value, where the coverage has an alpha band (see {@link AlphaBand}),
 *   <li>a mask or footprint of the coverage leaves it out (see {@link CoverageMask}).
 * </ul>
 */
final class PixelReader {
    private final RenderedImage image;
    private final ColourBands bands;
    private final Nodata nodata;
    private final Optional<IndexColorModel> palette;
    private final List<CoverageMask> masks;
    private final Optional<AlphaBand> alpha;

    private PixelReader(GridCoverage2D coverage, ColourBands bands, Nodata nodata, Optional<AlphaBand> alpha) {
        this.image = coverage.getRenderedImage();
        this.bands = bands;
        this.nodata = nodata;
        ColorModel colors = image.getColorModel();
        this.palette = colors instanceof IndexColorModel index
                        && image.getSampleModel().getNumBands() == 1
                ? Optional.of(index)
                : Optional.empty();
        this.masks = CoverageMask.of(coverage);
        this.alpha = alpha;
    }

    /**
     * A reader of a coverage.
     *
     * @param coverage what to read; stays the caller's
     * @param bands which of its bands
     * @param nodata the values that stand for no data in them
     * @param sample windows that tell whether a band is alpha
     * @param statistics what is known of coverages
     */
    static PixelReader of(
            GridCoverage2D coverage,
            ColourBands bands,
            Nodata nodata,
            List<Rectangle> sample,
            StatisticsCache statistics) {
        PixelReader plain = new PixelReader(coverage, bands, nodata, Optional.empty());
        List<Integer> named = BandNames.of(coverage).alpha();
        Optional<AlphaBand> alpha = statistics.alpha(
                CoverageVersion.of(coverage),
                bands,
                () -> AlphaBand.find(
                        plain.image.getSampleModel().getNumBands(),
                        plain.image.getColorModel(),
                        named,
                        bands::uses,
                        band -> SampleWindows.read(sample, window -> plain.band(window, band))));
        return new PixelReader(coverage, bands, nodata, alpha);
    }

    /** A reader of an overview of the same coverage, which sees it in the same way. */
    PixelReader ofOverview(GridCoverage2D overview) {
        return new PixelReader(overview, bands, nodata, alpha);
    }

    /** Whether the samples are 8-bit: shown as they are when nothing else is asked for. */
    boolean eightBit() {
        return palette.isPresent() || image.getSampleModel().getDataType() == DataBuffer.TYPE_BYTE;
    }

    RenderedImage image() {
        return image;
    }

    /** Number of masks beside the bands that leave pixels out. */
    int masks() {
        return masks.size();
    }

    /**
     * Reads a window.
     *
     * @param area in the image's own coordinates (its origin need not be 0, 0), inside the image
     * @throws UnreadablePixelsException when the file behind the image is damaged there
     */
    PixelBlock read(Rectangle area) {
        Raster raster = pixels(image, area);
        PixelBlock block = PixelBlock.ofSize(area.width, area.height);
        if (palette.isPresent()) {
            expand(palette.get(), raster, area, block);
        } else {
            readBands(raster, area, block);
        }
        alpha.ifPresent(band -> hideTransparent(raster, area, band, block.valid()));
        masks.forEach(mask -> mask.hide(area, block.valid()));
        return block;
    }

    private void readBands(Raster raster, Rectangle area, PixelBlock block) {
        for (int channel = 0; channel < 3; channel++) {
            int band = bands.band(channel);
            float[] samples =
                    raster.getSamples(area.x, area.y, area.width, area.height, band, block.samples()[channel]);
            nodata.mark(band, samples, raster, area, block.valid());
        }
    }

    private void expand(IndexColorModel colors, Raster raster, Rectangle area, PixelBlock block) {
        int[] indices = raster.getSamples(area.x, area.y, area.width, area.height, 0, (int[]) null);
        for (int i = 0; i < indices.length; i++) {
            boolean known = indices[i] >= 0 && indices[i] < colors.getMapSize();
            int argb = known ? colors.getRGB(indices[i]) : 0;
            block.samples()[0][i] = (argb >> 16) & 0xff;
            block.samples()[1][i] = (argb >> 8) & 0xff;
            block.samples()[2][i] = argb & 0xff;
            block.valid()[i] = known && (argb >>> 24) >= 128 && !nodata.matches(0, indices[i]);
        }
    }

    private static void hideTransparent(Raster raster, Rectangle area, AlphaBand alpha, boolean[] valid) {
        float[] values = raster.getSamples(area.x, area.y, area.width, area.height, alpha.band(), (float[]) null);
        for (int i = 0; i < values.length; i++) {
            valid[i] &= alpha.visible(values[i]);
        }
    }

    /** Values of one band in a window. */
    float[] band(Rectangle area, int band) {
        return pixels(image, area).getSamples(area.x, area.y, area.width, area.height, band, (float[]) null);
    }

    /** @throws UnreadablePixelsException when the file behind an image is damaged there */
    static Raster pixels(RenderedImage image, Rectangle area) {
        try {
            return image.getData(area);
        } catch (RuntimeException unreadable) {
            // damaged files end in whatever exception the decoders happen to run into
            throw new UnreadablePixelsException(unreadable);
        }
    }

    @Override
    public String toString() {
        return "PixelReader[" + bands + ", alpha " + alpha + ", nodata " + nodata + "]";
    }
}
