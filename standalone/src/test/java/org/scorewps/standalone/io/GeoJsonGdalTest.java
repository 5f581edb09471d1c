package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.DefaultFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.AffineTransformation;

/** What GDAL and GEOS say of polygons that have parts thinner than the decimals of GeoJSON. */
class GeoJsonGdalTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final int FILES = 40;
    private static final int POLYGONS = 4;

    /** Places of about a metre, with pixels of a metre: in the middle of a zone, across the 180th meridian, far north. */
    private static final List<String> CRS_NAMES = List.of("EPSG:32633", "EPSG:32660", "EPSG:3413");

    @TempDir
    private Path folder;

    @Test
    void allPolygonsAreValid() throws Exception {
        assumeTrue(runs("import osgeo.ogr"), "Python's osgeo isn't installed: apt-get install python3-gdal");
        final Random random = new Random(21);
        for (int i = 0; i < FILES; i++) {
            final String crs = CRS_NAMES.get(i % CRS_NAMES.size());
            // 180 degrees at this northing
            final double x = crs.equals("EPSG:32660") ? 833_978.2 : 612_345.6;
            final double y = crs.equals("EPSG:32660") ? 0 : 3_212_345.6;
            new GeoJsonFeatureWriter().write(partition(crs, x, y, random), folder.resolve(i + ".geojson"));
        }
        assertThat(python("""
                import glob, sys
                from osgeo import ogr
                ogr.UseExceptions()
                count = 0
                for name in sorted(glob.glob(sys.argv[1] + '/*.geojson')):
                    source = ogr.Open(name)  # layers die with it
                    for feature in source.GetLayer():
                        count += 1
                        if not feature.GetGeometryRef().IsValid():
                            print('invalid:', name, feature.GetFID())
                print(count)
                """)).isEqualTo(FILES * POLYGONS + "\n");
    }

    private static DefaultFeatureCollection partition(String crs, double x, double y, Random random) throws Exception {
        final SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("parts");
        builder.setCRS(CRS.decode(crs, true));
        builder.userData(Hints.JTS_PRECISION_MODEL, new PrecisionModel(100));
        builder.add("part", Geometry.class);
        final SimpleFeatureType type = builder.buildFeatureType();
        final DefaultFeatureCollection features = new DefaultFeatureCollection("parts", type);
        final AffineTransformation place =
                AffineTransformation.translationInstance(-5, -5).scale(0.1, 0.1).translate(x, y);
        for (Geometry part : ThinPartitions.of(random, POLYGONS)) {
            features.add(SimpleFeatureBuilder.build(
                    type, new Object[] {place.transform(part)}, "parts." + (features.size() + 1)));
        }
        return features;
    }

    private static boolean runs(String statement) throws Exception {
        return Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", statement)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    private String python(String script) throws Exception {
        final Process process = new ProcessBuilder(PYTHON, "-c", script, folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
