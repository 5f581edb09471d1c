package org.scorewps.standalone.io;

import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageWriteParam;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.coverage.Category;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.imageio.GeoToolsWriteParams;
import org.geotools.gce.geotiff.GeoTiffWriteParams;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.scorewps.tiff.Tag;

/**
 * Writes a coverage of classes as a GeoTIFF: tiled, compressed without loss, with the palette as colour map, the value 0
 * as nodata, and the names of the classes.
 *
 * <p>TIFF has no place for the names of values. GDAL's own tag for metadata (42112) holds them as {@code CLASS_1},
 * {@code CLASS_2} and so on, which is what {@code gdalinfo} prints; GDAL and QGIS label values by the category names of a
 * file beside it, {@code .aux.xml}, which {@link #categoryNames} makes.
 */
public final class ClassGeoTiff {
    private static final int TILE = 512;

    /** Where classic TIFF ends, less some room for what isn't pixels. */
    private static final long BIG_TIFF = 4_000_000_000L;

    private ClassGeoTiff() {}

    /** Whether a coverage is one of classes: one band with a palette, and a name for each value. */
    public static boolean fits(GridCoverage2D coverage) {
        return coverage.getNumSampleDimensions() == 1
                && coverage.getRenderedImage().getColorModel() instanceof IndexColorModel
                && !categories(coverage).isEmpty();
    }

    /** Writes a file. */
    public static void write(GridCoverage2D coverage, Path file) throws IOException {
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        try {
            writer.write(coverage, parameters(coverage));
        } finally {
            writer.dispose();
        }
        TiffText.add(file, Tag.GDAL_METADATA, metadata(coverage));
    }

    /** Writes the names of the classes beside a file, where GDAL and QGIS look for them. */
    public static void categoryNames(GridCoverage2D coverage, Path file) throws IOException {
        String names = categories(coverage).stream()
                .map(category -> "      <Category>" + escape(name(category)) + "</Category>\n")
                .collect(Collectors.joining());
        Files.writeString(file, """
                <PAMDataset>
                  <PAMRasterBand band="1">
                    <CategoryNames>
                %s    </CategoryNames>
                  </PAMRasterBand>
                </PAMDataset>
                """.formatted(names), StandardCharsets.UTF_8);
    }

    /** Escaped twice, as an item's value and as text of the document: so GDAL writes them, and so it reads them. */
    private static String metadata(GridCoverage2D coverage) {
        List<Category> categories = categories(coverage);
        return "<GDALMetadata>\n"
                + IntStream.range(0, categories.size())
                        .mapToObj(value -> "  <Item name=\"CLASS_%d\" sample=\"0\">%s</Item>\n"
                                .formatted(value, escape(escape(name(categories.get(value))))))
                        .collect(Collectors.joining())
                + "</GDALMetadata>\n";
    }

    private static GeneralParameterValue[] parameters(GridCoverage2D coverage) {
        var image = coverage.getRenderedImage();
        GeoTiffWriteParams settings = new GeoTiffWriteParams();
        settings.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setTiling(TILE, TILE);
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionType("Deflate");
        int bytes = image.getSampleModel().getSampleSize(0) / Byte.SIZE;
        settings.setForceToBigTIFF((long) image.getWidth() * image.getHeight() * bytes > BIG_TIFF);
        ParameterValue<GeoToolsWriteParams> value = AbstractGridFormat.GEOTOOLS_WRITE_PARAMS.createValue();
        value.setValue(settings);
        return new GeneralParameterValue[] {value};
    }

    private static List<Category> categories(GridCoverage2D coverage) {
        List<Category> categories = coverage.getSampleDimension(0).getCategories();
        return categories == null ? List.of() : categories;
    }

    private static String name(Category category) {
        return category.getName().toString(Locale.ROOT);
    }

    /** Text as GDAL puts it into XML. */
    private static String escape(String text) {
        return XmlNames.text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
