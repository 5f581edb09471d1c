package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.tile.Window;

/**
 * A coverage, or the part of it that a request is about, as a grid of <em>scene pixels</em>: the coverage's own, or
 * larger or smaller ones when a resolution was asked for. Windows are read one by one; the scene never is in memory as a
 * whole. The coverage stays the caller's.
 */
public final class Scene {
    /** What invalid pixels look like to the network: the mean colour of CLIP's training images. */
    private static final byte[] NEUTRAL = {(byte) 123, (byte) 117, (byte) 104};

    private final PixelReader reader;
    private final PixelSpace space;
    private final GroundPlane plane;
    private final Rectangle area;
    private final GroundResolution ground;
    private final int width;
    private final int height;
    private final Resampler resampler;
    private final BandSelection bands;
    private final Stretch stretch;
    private final Optional<Geometry> roi;

    private Scene(GridCoverage2D coverage, SceneOptions options, SceneLimits limits) {
        space = PixelSpace.of(coverage);
        plane = new GroundPlane(space.crs());
        Rectangle whole = bounds(coverage);
        Optional<Geometry> region = options.roi().map(space::toPixels);
        area = region.map(geometry -> cover(geometry, whole)).orElse(whole);
        GroundResolution pixel = space.groundResolution(area);
        if (options.resolution().isPresent()) {
            width = count(area.width * pixel.x() / options.resolution().getAsDouble());
            height = count(area.height * pixel.y() / options.resolution().getAsDouble());
        } else {
            width = area.width;
            height = area.height;
        }
        resampler = new Resampler((double) area.width / width, (double) area.height / height);
        check(limits);
        ground = new GroundResolution(pixel.x() * resampler.scaleX(), pixel.y() * resampler.scaleY());
        roi = region.map(geometry -> sceneTransform().invert(geometry));
        bands = BandSelection.parse(options.bands(), bandCount(coverage));
        List<Rectangle> sample = SampleWindows.over(area);
        reader = new PixelReader(coverage, bands, sample);
        stretch = Stretch.parse(options.stretch(), reader.eightBit(), () -> sample.stream()
                .map(reader::read)
                .toList());
    }

    /**
     * Looks at a coverage. Reads at most some small windows of it.
     *
     * @throws InvalidInputException when it has no CRS, lies outside the region of interest, is too large, or the
     *     options don't fit it
     */
    public static Scene of(GridCoverage2D coverage, SceneOptions options, SceneLimits limits) {
        return new Scene(coverage, options, limits);
    }

    /** Columns of scene pixels. */
    public int width() {
        return width;
    }

    /** Rows of scene pixels. */
    public int height() {
        return height;
    }

    /** The coverage's horizontal CRS. */
    public CoordinateReferenceSystem crs() {
        return space.crs();
    }

    /** What a scene pixel in the middle covers. */
    public GroundResolution groundResolution() {
        return ground;
    }

    /** Pixels of the coverage that are read, each at least once; another number than the scene's when it is resampled. */
    public long sourcePixels() {
        return (long) area.width * area.height;
    }

    /** The bands that are shown. */
    public BandSelection bands() {
        return bands;
    }

    /** How their values become 8-bit. */
    public Stretch stretch() {
        return stretch;
    }

    /**
     * Asks the limits whether the scene may be so large.
     *
     * @throws InvalidInputException when there are too many pixels to read, or to make by resampling
     */
    public void check(SceneLimits limits) {
        limits.checkPixels("the coverage", area.width, area.height);
        if (!resampler.identity()) {
            limits.checkPixels("the coverage at that resolution", width, height);
        }
    }

    /** The region of interest in scene pixels. */
    public Optional<Geometry> roi() {
        return roi;
    }

    /** Reads a window. */
    public SceneTile read(Window window) {
        PixelBlock block = resampler.identity() ? reader.read(imageArea(window)) : resampled(window);
        byte[] rgb = new byte[block.valid().length * 3];
        for (int i = 0; i < block.valid().length; i++) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[3 * i + channel] =
                        block.valid()[i] ? stretch.apply(channel, block.samples()[channel][i]) : NEUTRAL[channel];
            }
        }
        return SceneTile.of(new ImageTile(block.width(), block.height(), rgb), block.valid());
    }

    /** A geometry in the coverage's CRS from scene pixel corners. */
    public Geometry toCrs(Geometry scenePixels) {
        return space.toCrs(sceneTransform().apply(scenePixels));
    }

    /**
     * The ground around a part of the scene, for measuring it.
     *
     * @param bounds in scene pixels
     */
    public GroundFrame frame(Envelope bounds) {
        return GroundFrame.around(this, plane, bounds);
    }

    /** The scene's pixels in the coverage's CRS, the first at 0, 0. */
    public GridGeometry2D gridGeometry() {
        AffineTransform toImage = new AffineTransform(resampler.scaleX(), 0, 0, resampler.scaleY(), area.x, area.y);
        return space.grid(width, height, toImage);
    }

    private Rectangle imageArea(Window window) {
        return new Rectangle(area.x + window.x(), area.y + window.y(), window.width(), window.height());
    }

    private PixelBlock resampled(Window window) {
        double left = window.x() * resampler.scaleX();
        double top = window.y() * resampler.scaleY();
        int marginX = Resampler.margin(resampler.scaleX());
        int marginY = Resampler.margin(resampler.scaleY());
        Rectangle needed = new Rectangle(
                        area.x + (int) left - marginX,
                        area.y + (int) top - marginY,
                        (int) Math.ceil(window.width() * resampler.scaleX()) + 2 * marginX + 1,
                        (int) Math.ceil(window.height() * resampler.scaleY()) + 2 * marginY + 1)
                .intersection(area);
        Point2D offset = new Point2D.Double(area.x + left - needed.x, area.y + top - needed.y);
        return resampler.resample(reader.read(needed), offset, window.width(), window.height());
    }

    private SceneTransform sceneTransform() {
        return new SceneTransform(AffineTransformation.scaleInstance(resampler.scaleX(), resampler.scaleY())
                .translate(area.x, area.y));
    }

    private static int count(double pixels) {
        return (int) Math.min(Math.max(Math.round(pixels), 1), Integer.MAX_VALUE);
    }

    private static int bandCount(GridCoverage2D coverage) {
        return coverage.getRenderedImage().getSampleModel().getNumBands();
    }

    private static Rectangle bounds(GridCoverage2D coverage) {
        var image = coverage.getRenderedImage();
        return new Rectangle(image.getMinX(), image.getMinY(), image.getWidth(), image.getHeight());
    }

    private static Rectangle cover(Geometry region, Rectangle whole) {
        Envelope envelope = region.getEnvelopeInternal();
        Envelope image = new Envelope(whole.x, whole.getMaxX(), whole.y, whole.getMaxY());
        Envelope shared = image.intersection(envelope);
        if (shared.isNull() || shared.getArea() <= 0) {
            throw new InvalidInputException("roi doesn't touch the coverage");
        }
        int x = (int) Math.floor(shared.getMinX());
        int y = (int) Math.floor(shared.getMinY());
        return new Rectangle(x, y, (int) Math.ceil(shared.getMaxX()) - x, (int) Math.ceil(shared.getMaxY()) - y);
    }
}
