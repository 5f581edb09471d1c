package org.scorewps.process.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.Coverages;

class CrsCheckTest {
    /** EPSG:2240 without its code. */
    private static final String GEORGIA_WEST = """
            PROJCS["mine", GEOGCS["NAD83", DATUM["North_American_Datum_1983", SPHEROID["GRS 1980", 6378137, 298.257222101]],
              PRIMEM["Greenwich", 0], UNIT["degree", 0.017453292519943295]], PROJECTION["Transverse_Mercator"],
              PARAMETER["latitude_of_origin", 30], PARAMETER["central_meridian", -84.16666666666667],
              PARAMETER["scale_factor", 0.9999], PARAMETER["false_easting", 2296583.333333333],
              PARAMETER["false_northing", 0], UNIT["US survey foot", 0.3048006096012192]]
            """;

    private static Scene scene(GridCoverage2D coverage) {
        return Scene.of(coverage, SceneOptions.NONE, new SceneLimits(1000));
    }

    private static GridCoverage2D coverage(CoordinateReferenceSystem crs) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR);
        return Coverages.place(image, new AffineTransform(5, 0, 0, -5, 2_250_495, 1_376_720), crs);
    }

    private static GridCoverage2D throughGeoTiff(GridCoverage2D coverage) throws Exception {
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        GeoTiffWriter writer = new GeoTiffWriter(tiff);
        writer.write(coverage, new GeneralParameterValue[0]);
        writer.dispose();
        return new GeoTiffReader(new ByteArrayInputStream(tiff.toByteArray())).read(new GeneralParameterValue[0]);
    }

    @Test
    void aGeoTiffInFeetWithoutACodeIsRefused() throws Exception {
        GridCoverage2D coverage = throughGeoTiff(coverage(CRS.parseWKT(GEORGIA_WEST)));
        assertThatThrownBy(() -> scene(coverage))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("gdal_translate -a_srs");
    }

    @Test
    void feetAreAsGoodAsMetresWhereTheCrsIsSound() throws Exception {
        for (CoordinateReferenceSystem sound :
                new CoordinateReferenceSystem[] {CRS.parseWKT(GEORGIA_WEST), CRS.decode("EPSG:2240", true)}) {
            assertThat(scene(coverage(sound)).groundResolution().mean()).isCloseTo(5 * 0.3048, within(0.001));
        }
        assertThat(scene(throughGeoTiff(coverage(CRS.decode("EPSG:2240", true))))
                        .groundResolution()
                        .mean())
                .isCloseTo(5 * 0.3048, within(0.001));
    }
}
