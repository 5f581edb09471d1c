package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.geotools.coverage.grid.GridCoverage2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.scene.CoverageVersion;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.scene.SceneOptions;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.tile.Window;

class CoverageFileTest {
    @TempDir
    Path folder;

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> CoverageFile.open(file).close())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(String.valueOf(file.getFileName()))
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void geoTiffsAreRead() throws Exception {
        Path file = Rasters.geoTiff(folder.resolve("square.tif"), 40);
        try (CoverageFile raster = CoverageFile.open(file)) {
            GridCoverage2D coverage = raster.coverage();
            assertThat(coverage.getName().toString()).isEqualTo("square");
            assertThat(coverage.getRenderedImage().getData().getPixel(20, 20, (int[]) null))
                    .containsExactly(255, 0, 0);
        }
        // nothing holds the file any more
        Files.delete(file);
    }

    @Test
    void overviewsServeCoarserReading() throws Exception {
        Path file = Rasters.geoTiff(folder.resolve("square.tif"), 402);
        // an overview of another colour tells what was read
        BufferedImage reduced = new BufferedImage(101, 101, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 101 * 101; i++) {
            reduced.setRGB(i % 101, i / 101, 0x4060ff);
        }
        ImageIO.write(reduced, "tiff", folder.resolve("square.tif.ovr").toFile());
        try (CoverageFile raster = CoverageFile.open(file)) {
            Scene scene = Scene.of(raster.coverage(), SceneOptions.NONE, new SceneLimits(1_000_000));
            assertThat(scene.read(new Window(200, 200, 1, 1)).image().rgb()).containsExactly(255, 0, 0);
            // pixels of a quarter of the resolution; the overview's are 402 / 101 of the image's wide
            assertThat(scene.read(new Window(50, 50, 1, 1), 4).image().rgb()[2]).isLessThan((byte) 0);
            assertThat(scene.read(new Window(0, 0, 100, 100), 4).valid()).isEmpty();
        }
        Files.delete(file);
    }

    @Test
    void everyTruncationIsNoticed() throws Exception {
        byte[] whole = Files.readAllBytes(Rasters.geoTiff(folder.resolve("square.tif"), 40));
        int step = 37;
        for (int length = 0; length < whole.length; length += step) {
            Path file = folder.resolve("part.tif");
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(file, "can't be read");
        }
    }

    @Test
    void directoriesThatRunInACircleEnd() throws Exception {
        ByteBuffer tiff = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        tiff.putShort((short) 0).putInt(8);
        assertRefused(Files.write(folder.resolve("circle.tif"), tiff.array()), "run in a circle");
    }

    @Test
    void bigTiffsAreCheckedToo() throws Exception {
        ByteBuffer tiff = ByteBuffer.allocate(72).order(ByteOrder.BIG_ENDIAN);
        tiff.put((byte) 'M')
                .put((byte) 'M')
                .putShort((short) 43)
                .putShort((short) 8)
                .putShort((short) 0)
                .putLong(16);
        tiff.putLong(2);
        tiff.putShort((short) 273).putShort((short) 16).putLong(1).putLong(60);
        tiff.putShort((short) 279).putShort((short) 16).putLong(1).putLong(1000);
        tiff.putLong(0);
        assertRefused(
                Files.write(folder.resolve("big.tif"), tiff.array()),
                "it is truncated: 72 bytes, but its pixels reach byte 1060");
    }

    @Test
    void hugeTablesInSmallFilesAreNoticed() throws Exception {
        ByteBuffer tiff = ByteBuffer.allocate(38).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 324).putShort((short) 4).putInt(Integer.MAX_VALUE).putInt(10);
        tiff.putShort((short) 325).putShort((short) 4).putInt(Integer.MAX_VALUE).putInt(10);
        tiff.putInt(0);
        assertRefused(Files.write(folder.resolve("bomb.tif"), tiff.array()), "it is truncated");
    }

    @Test
    void otherThingsAreNamed() throws Exception {
        assertRefused(folder.resolve("none.tif"), "there is no such file");
        assertRefused(folder, "there is no such file");
        assertRefused(Files.writeString(folder.resolve("text.tif"), "hello"), "neither a GeoTIFF nor an ArcGrid");
        assertRefused(Files.createFile(folder.resolve("empty.tif")), "neither a GeoTIFF nor an ArcGrid");
        Path picture = folder.resolve("picture.tif");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR), "png", picture.toFile());
        assertRefused(picture, "neither a GeoTIFF nor an ArcGrid");
        Path unplaced = folder.resolve("unplaced.tif");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR), "tiff", unplaced.toFile());
        assertRefused(unplaced, "it has no georeference");
    }

    @Test
    void tagsThatCannotBeTrueAreNoticed() throws Exception {
        byte[] good = Files.readAllBytes(Rasters.geoTiff(folder.resolve("square.tif"), 40));
        Path file = folder.resolve("tags.tif");
        assertRefused(
                Files.write(file, DamagedRasters.value(good, 256, 0)),
                "can't be read: its tags say that it has no pixels");
        assertRefused(
                Files.write(file, DamagedRasters.value(good, 257, 30_000)),
                "it is incomplete: 40 x 30000 pixels need ");
        assertRefused(
                Files.write(file, DamagedRasters.value(good, 277, 4)), "its tags don't agree on the number of bands");
        assertRefused(
                Files.write(file, DamagedRasters.value(good, 259, 34_887)),
                "it is compressed with LERC, which isn't read: gdal_translate -co COMPRESS=DEFLATE in.tif out.tif makes a copy that can be read");
    }

    /** The share of valid pixels, in hundredths, at a factor of the resolution. */
    private static long valid(Path file, int side, int factor) {
        try (CoverageFile raster = CoverageFile.open(file)) {
            Scene scene = Scene.of(raster.coverage(), SceneOptions.NONE, new SceneLimits(1_000_000));
            int reduced = side / factor;
            SceneTile tile = scene.read(new Window(0, 0, reduced, reduced), factor);
            float[] valid = tile.valid().orElseThrow().values();
            long count =
                    IntStream.range(0, valid.length).filter(i -> valid[i] > 0).count();
            return Math.round(100.0 * count / valid.length);
        }
    }

    @Test
    void whatLiesOutsideTheFootprintIsInvalid() throws Exception {
        Path file = Rasters.geoTiff(folder.resolve("square.tif"), 400);
        BufferedImage reduced = new BufferedImage(100, 100, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 100 * 100; i++) {
            reduced.setRGB(i % 100, i / 100, 0x4060ff);
        }
        ImageIO.write(reduced, "tiff", folder.resolve("square.tif.ovr").toFile());
        // half of the raster and more beside it, with a hole of a twenty-fifth
        Geometry area = new WKTReader()
                .read("POLYGON((500000 4999000, 500200 4999000, 500200 5001000, 500000 5001000, 500000 4999000),"
                        + "(500050 5000050, 500130 5000050, 500130 5000130, 500050 5000130, 500050 5000050))");
        Files.writeString(folder.resolve("square.wkt"), area.toText());
        assertThat(valid(file, 400, 1)).isEqualTo(46);
        // and in the overview
        assertThat(valid(file, 400, 4)).isEqualTo(46);
        Files.delete(folder.resolve("square.wkt"));
        Files.write(folder.resolve("square.wkb"), new WKBWriter().write(area));
        assertThat(valid(file, 400, 1)).isEqualTo(46);
    }

    @Test
    void footprintsThatCannotBeUsedAreNamed() throws Exception {
        Path file = Rasters.geoTiff(folder.resolve("square.tif"), 40);
        Path footprint = folder.resolve("square.wkt");
        for (String bad : new String[] {"", "POLYGON((", "hello", "POINT(1 2)", "POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))"}) {
            Files.writeString(footprint, bad);
            assertThatThrownBy(() -> CoverageFile.open(file).close())
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("the footprint square.wkt can't be used: ")
                    .hasMessageNotContaining("\n");
        }
        // the definition of a CRS is something else
        Files.writeString(footprint, "PROJCS[\"WGS 84 / UTM zone 33N\",\nGEOGCS[\"WGS 84\"]]");
        CoverageFile.open(file).close();
    }

    @Test
    void filesThatAreNotBeingWrittenHaveAVersion() throws Exception {
        Path file = Rasters.geoTiff(folder.resolve("square.tif"), 40);
        try (CoverageFile raster = CoverageFile.open(file)) {
            assertThat(raster.coverage().getProperty(CoverageVersion.PROPERTY)).isNotInstanceOf(CoverageVersion.class);
        }
        Path old = Path.of("..", "demonstration", "rasters", "harbour.tif");
        try (CoverageFile raster = CoverageFile.open(old);
                CoverageFile again = CoverageFile.open(old)) {
            assertThat(raster.coverage().getProperty(CoverageVersion.PROPERTY))
                    .isInstanceOf(CoverageVersion.class)
                    .isEqualTo(again.coverage().getProperty(CoverageVersion.PROPERTY));
        }
    }
}
