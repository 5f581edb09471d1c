package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.picture.ColourBands;
import org.scorewps.process.tile.TilePlan;
import org.scorewps.process.tile.Window;

/**
 * A coverage, or the part of it that a request is about, as a grid of <em>scene pixels</em>: the coverage's own, or
 * larger or smaller ones when a resolution was asked for. Windows are read one by one; the scene never is in memory as a
 * whole. The coverage stays the caller's.
 */
public final class Scene {
    /** What invalid pixels look like to the network: the mean colour of CLIP's training images. */
    private static final byte[] NEUTRAL = {(byte) 123, (byte) 117, (byte) 104};

    private final PixelSpace space;
    private final GroundPlane plane;
    private final SceneGrid grid;
    private final GroundResolution ground;
    private final Window part;
    private final long sourceWidth;
    private final long sourceHeight;
    private final WindowReader reader;
    private final ColourBands bands;
    private final Stretch stretch;
    private final Optional<Geometry> roi;

    private Scene(GridCoverage2D given, SceneOptions options, SceneLimits limits, StatisticsCache statistics) {
        GridCoverage2D coverage = NamedCrs.give(given, options.crs());
        space = PixelSpace.of(coverage);
        plane = new GroundPlane(space.crs());
        Rectangle image = bounds(coverage);
        GroundResolution pixel = space.groundResolution(image);
        double wanted = options.resolution().orElse(Double.NaN);
        boolean resampled = options.resolution().isPresent();
        grid = SceneGrid.over(image, resampled ? wanted / pixel.x() : 1, resampled ? wanted / pixel.y() : 1);
        ground = new GroundResolution(pixel.x() * grid.scaleX(), pixel.y() * grid.scaleY());
        roi = options.roi().map(region -> grid.transform().invert(space.toPixels(region)));
        Envelope region = roi.map(Geometry::getEnvelopeInternal).orElseGet(grid::filled);
        part = cover(grid, region, options.roi());
        Rectangle source = grid.imagePart(region);
        bands = BandSelection.parse(options.bands(), BandNames.of(coverage));
        List<Rectangle> sample = SampleWindows.over(image);
        PixelReader pixels = PixelReader.of(coverage, bands, Nodata.of(coverage, options.nodata()), sample, statistics);
        ImageLevels levels = ImageLevels.of(coverage, pixels);
        reader = new WindowReader(levels, grid);
        ImageLevels.Level level = levels.coarsest(grid.scaleX(), grid.scaleY());
        sourceWidth = Math.round(Math.ceil(source.width / level.scaleX()));
        sourceHeight = Math.round(Math.ceil(source.height / level.scaleY()));
        check(limits);
        stretch = Stretch.parse(
                options.stretch(),
                pixels.eightBit(),
                () -> statistics.stretch(
                        version(coverage, options.nodata()),
                        bands,
                        () -> Stretch.percentile(SampleWindows.read(sample, pixels::read))));
    }

    /**
     * Looks at a coverage. Reads at most some small windows of it.
     *
     * @throws InvalidInputException when it has no CRS, lies outside the region of interest, is too large, or the
     *     options don't fit it
     */
    public static Scene of(GridCoverage2D coverage, SceneOptions options, SceneLimits limits) {
        return of(coverage, options, limits, new StatisticsCache(0));
    }

    /**
     * Looks at a coverage of which something may be known already.
     *
     * @param statistics what is known of coverages; is told what is found out about this one
     * @throws InvalidInputException as without it
     */
    public static Scene of(
            GridCoverage2D coverage, SceneOptions options, SceneLimits limits, StatisticsCache statistics) {
        return new Scene(coverage, options, limits, statistics);
    }

    /** Columns of scene pixels. */
    public int width() {
        return grid.width();
    }

    /** Rows of scene pixels. */
    public int height() {
        return grid.height();
    }

    /** What the coverage covers, in scene pixels: they may begin a little before it. */
    public Envelope filled() {
        return grid.filled();
    }

    /** What is asked for: the coverage, or the box around the region of interest in it. */
    public Window part() {
        return part;
    }

    /** The tiles that show {@link #part}: the same ones whatever else is asked for. */
    public TilePlan tiles(int tileSize) {
        return new TilePlan(width(), height(), part, tileSize, grid.originX(), grid.originY());
    }

    /** The coverage's horizontal CRS. */
    public CoordinateReferenceSystem crs() {
        return space.crs();
    }

    /** What a scene pixel in the middle covers. */
    public GroundResolution groundResolution() {
        return ground;
    }

    /** Pixels of the coverage, or of an overview of it, that are read, each at least once; another number than the scene's
     * when it is resampled. */
    public long sourcePixels() {
        return sourceWidth * sourceHeight;
    }

    /** The bands that are shown. */
    public ColourBands bands() {
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
        boolean identity = grid.scaleX() == 1 && grid.scaleY() == 1;
        limits.checkPixels(identity ? "the coverage" : "the coverage at that resolution", part.width(), part.height());
        limits.checkPixels("the coverage", sourceWidth, sourceHeight);
    }

    /** The region of interest in scene pixels. */
    public Optional<Geometry> roi() {
        return roi;
    }

    /** Reads a window of scene pixels. */
    public SceneTile read(Window window) {
        return read(window, 1);
    }

    /**
     * Reads a window of the scene at reduced resolution.
     *
     * @param window in pixels of the reduced scene
     * @param factor scene pixels along the side of one of them
     */
    public SceneTile read(Window window, int factor) {
        PixelBlock block = reader.read(window, factor);
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
        return space.toCrs(grid.transform().apply(scenePixels));
    }

    /**
     * The ground around a part of the scene, for measuring it.
     *
     * @param bounds in scene pixels
     */
    public GroundFrame frame(Envelope bounds) {
        return GroundFrame.around(this, plane, bounds);
    }

    /** The pixels of {@link #part} in the coverage's CRS, the first at 0, 0. */
    public GridGeometry2D gridGeometry() {
        AffineTransform toImage = new AffineTransform(
                grid.scaleX(),
                0,
                0,
                grid.scaleY(),
                (grid.originX() + part.x()) * grid.scaleX(),
                (grid.originY() + part.y()) * grid.scaleY());
        return space.grid(part.width(), part.height(), toImage);
    }

    private static Window cover(SceneGrid grid, Envelope region, Optional<Geometry> roi) {
        if (grid.misses(region)) {
            throw new InvalidInputException(
                    roi.isPresent() && roi.get().getSRID() > 0
                            ? "roi doesn't touch the coverage (after SRID, x or longitude comes first)"
                            : "roi doesn't touch the coverage");
        }
        return grid.cover(region);
    }

    /** With other nodata, other samples count. */
    private static Optional<CoverageVersion> version(GridCoverage2D coverage, Optional<String> nodata) {
        return CoverageVersion.of(coverage)
                .map(version -> nodata.map(given -> new CoverageVersion(version.name() + "|nodata=" + given))
                        .orElse(version));
    }

    private static Rectangle bounds(GridCoverage2D coverage) {
        var image = coverage.getRenderedImage();
        return new Rectangle(image.getMinX(), image.getMinY(), image.getWidth(), image.getHeight());
    }
}
