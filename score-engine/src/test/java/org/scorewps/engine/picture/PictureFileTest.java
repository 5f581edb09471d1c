package org.scorewps.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.engine.ImageTile;

class PictureFileTest {
    /** What Pillow's ImageOps.exif_transpose makes of the rows 1 2 3 and 4 5 6. */
    private static final String UPRIGHT = """
            1, 3, 123456
            2, 3, 321654
            3, 3, 654321
            4, 3, 456123
            5, 2, 142536
            6, 2, 415263
            7, 2, 635241
            8, 2, 362514
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(textBlock = UPRIGHT)
    void pngsAreSeenUpright(int orientation, int width, String pixels) throws IOException {
        byte[] plain = encoded("png", 1);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] block = exif(orientation, order);
            ByteBuffer chunk = ByteBuffer.allocate(12 + block.length)
                    .putInt(block.length)
                    .put("eXIf".getBytes(StandardCharsets.ISO_8859_1))
                    .put(block);
            CRC32 sum = new CRC32();
            sum.update(chunk.array(), 4, 4 + block.length);
            // behind the header's chunk
            assertUpright(insert(plain, 33, chunk.putInt((int) sum.getValue()).array()), 1, width, pixels);
        }
    }

    /** Each value fills a block of the JPEG, so that it stays what it was. */
    @ParameterizedTest
    @CsvSource(textBlock = UPRIGHT)
    void jpegsAreSeenUpright(int orientation, int width, String pixels) throws IOException {
        byte[] block = exif(orientation, ByteOrder.BIG_ENDIAN);
        byte[] segment = ByteBuffer.allocate(10 + block.length)
                .putShort((short) 0xffe1)
                .putShort((short) (8 + block.length))
                .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put(block)
                .array();
        assertUpright(insert(encoded("jpg", 8), 2, segment), 8, width, pixels);
    }

    @ParameterizedTest
    @CsvSource(textBlock = UPRIGHT)
    void tiffsAreSeenUpright(int orientation, int width, String pixels) throws IOException {
        assertUpright(tiff(orientation, 3, 2, 1, 8, new int[] {40, 80, 120, 160, 200, 240}), 1, width, pixels);
    }

    @Test
    void brokenExifSaysNothing() throws IOException {
        byte[] block = exif(6, ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < block.length; i++) {
            byte[] damaged = block.clone();
            damaged[i] = (byte) 0xff;
            byte[] segment = ByteBuffer.allocate(10 + block.length)
                    .putShort((short) 0xffe1)
                    .putShort((short) (8 + block.length))
                    .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                    .put(damaged)
                    .array();
            Path file = write(insert(encoded("jpg", 8), 2, segment));
            assertThat(PictureFile.open(file).pixels().rgb()).hasSize(3 * 24 * 16);
        }
    }

    /** The files are written by {@code src/test/python/make_pictures.py}; Pillow reads these colours. */
    @ParameterizedTest
    @ValueSource(strings = {"cmyk_adobe.jpg", "cmyk_plain.jpg", "ycck.jpg"})
    void inksAreColours(String name) throws IOException {
        ImageTile tile =
                PictureFile.open(Path.of("src/test/resources/pictures", name)).pixels();
        assertColour(tile, 4, 4, 200, 30, 40);
        assertColour(tile, 12, 4, 20, 160, 60);
        assertColour(tile, 20, 4, 250, 250, 250);
        assertColour(tile, 20, 12, 0, 0, 0);
    }

    @Test
    void greyAndTransparencyAndPalettesAreColours() throws IOException {
        BufferedImage see = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        see.setRGB(0, 0, 0x000a141e);
        see.setRGB(1, 0, 0xff646e78);
        assertColour(read("png", see), 0, 0, 10, 20, 30);
        assertColour(read("png", see), 1, 0, 100, 110, 120);
        BufferedImage palette = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
        palette.setRGB(1, 0, 0xff9900);
        assertColour(read("png", palette), 1, 0, 0xff, 0x99, 0);
        assertColour(read("gif", palette), 1, 0, 0xff, 0x99, 0);
        BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        bits.setRGB(1, 0, 0xffffff);
        assertColour(read("png", bits), 0, 0, 0, 0, 0);
        assertColour(read("png", bits), 1, 0, 255, 255, 255);
        ComponentColorModel greyAlpha =
                new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, 3, 0);
        WritableRaster samples = greyAlpha.createCompatibleWritableRaster(2, 1);
        samples.setPixel(0, 0, new int[] {77, 0});
        samples.setPixel(1, 0, new int[] {99, 255});
        ImageTile grey = read("png", new BufferedImage(greyAlpha, samples, false, null));
        assertColour(grey, 0, 0, 77, 77, 77);
        assertColour(grey, 1, 0, 99, 99, 99);
    }

    /** Of 16 bits, the 2nd to the 98th percentile of each band; bands are told apart. */
    @Test
    void deepSamplesAreStretched() throws IOException {
        BufferedImage grey = new BufferedImage(101, 1, BufferedImage.TYPE_USHORT_GRAY);
        for (int x = 0; x <= 100; x++) {
            grey.getRaster().setSample(x, 0, 0, 1000 + 10 * x);
        }
        ImageTile tile = read("png", grey);
        assertColour(tile, 2, 0, 0, 0, 0);
        assertColour(tile, 98, 0, 255, 255, 255);
        assertColour(tile, 0, 0, 0, 0, 0);
        assertColour(tile, 50, 0, 128, 128, 128);
        int[] samples = new int[3 * 101];
        for (int x = 0; x <= 100; x++) {
            samples[3 * x] = 100 * x;
            samples[3 * x + 1] = 2047 - x;
            samples[3 * x + 2] = 7;
        }
        ImageTile colours =
                PictureFile.open(write(tiff(1, 101, 1, 3, 16, samples))).pixels();
        assertColour(colours, 2, 0, 0, 255, 128);
        assertColour(colours, 98, 0, 255, 0, 128);
    }

    /** Both stretch the same windows of a picture: all of it here. */
    @Property(tries = 50)
    void percentilesAreThoseOfAllValues(@ForAll @IntRange(min = 1, max = 600) int width, @ForAll int seed)
            throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, width, 2, 1, new Point());
        float[] values = new float[2 * width];
        int state = seed;
        for (int i = 0; i < values.length; i++) {
            state = state * 1664525 + 1013904223;
            values[i] = state >>> 21;
            raster.setSample(i % width, i / width, 0, values[i]);
        }
        ImageTile tile = PicturePixels.of(raster, null, List.of());
        float[] sorted = values.clone();
        if (width <= 512) {
            ValueRange range = ValueRange.ofPercentiles(sorted);
            for (int i = 0; i < values.length; i++) {
                assertThat(tile.rgb()[3 * i]).isEqualTo(range.toByte(values[i]));
            }
        }
    }

    @Test
    void namesWhatItCannotRead() throws IOException {
        assertThatThrownBy(() -> PictureFile.open(write("text".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class)
                .hasMessage("it is no picture");
        byte[] lab = tiff(1, 1, 1, 3, 8, new int[] {1, 2, 3});
        // the tag of the colours, the fifth
        lab[8 + 2 + 4 * 12 + 8] = 8;
        assertThatThrownBy(() -> PictureFile.open(write(lab))).hasMessageContaining("of the Lab space");
        byte[] whole = encoded("png", 8);
        Path cut = write(Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> PictureFile.open(cut).pixels()).isInstanceOf(IOException.class);
    }

    /** All that lies behind the header, of small and of large files, without and with a progressive or interlaced order. */
    @ParameterizedTest
    @CsvSource({"jpg,64", "png,64", "gif,64", "bmp,64", "jpg,400", "png,400"})
    void whatEndsEarlyIsRefused(String format, int scale) throws IOException {
        BufferedImage noise = new BufferedImage(3 * scale, 2 * scale, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int i = 0; i < noise.getWidth() * noise.getHeight(); i++) {
            noise.setRGB(i % noise.getWidth(), i / noise.getWidth(), random.nextInt(1 << 24));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(noise, format, bytes);
        byte[] whole = bytes.toByteArray();
        for (double part : new double[] {0.5, 0.8, 0.95}) {
            Path cut = write(Arrays.copyOf(whole, (int) (part * whole.length)));
            assertThatThrownBy(() -> PictureFile.open(cut).pixels())
                    .as("%s of %s", part, format)
                    .isInstanceOf(IOException.class);
        }
    }

    /** Red, green and blue are told by GDAL's colour interpretation, and so is alpha. */
    @Test
    void bandsAreThoseThatTheFileNames() throws IOException {
        String names = "<GDALMetadata>"
                + "<Item name=\"COLORINTERP\" sample=\"0\" role=\"colorinterp\">Blue</Item>"
                + "<Item name=\"COLORINTERP\" sample=\"1\" role=\"colorinterp\">Green</Item>"
                + "<Item name=\"COLORINTERP\" sample=\"2\" role=\"colorinterp\">Red</Item>"
                + "<Item name=\"COLORINTERP\" sample=\"3\" role=\"colorinterp\">Undefined</Item></GDALMetadata>";
        byte[] plain = tiff(1, 2, 1, 4, 8, new int[] {1, 2, 3, 4, 30, 20, 10, 40});
        assertColour(PictureFile.open(write(plain)).pixels(), 1, 0, 30, 20, 10);
        Path file = write(named(plain, names));
        assertColour(PictureFile.open(file).pixels(), 1, 0, 10, 20, 30);
        Path beside = file.resolveSibling(file.getFileName() + ".aux.xml");
        Files.writeString(
                beside,
                "<PAMDataset><PAMRasterBand band=\"1\"><ColorInterp>Green</ColorInterp></PAMRasterBand>"
                        + "<PAMRasterBand band=\"2\"><ColorInterp>Blue</ColorInterp></PAMRasterBand></PAMDataset>");
        assertColour(PictureFile.open(file).pixels(), 1, 0, 10, 30, 20);
        Files.delete(beside);
    }

    /** A rim behind a fifth band that is alpha doesn't count for the stretch; a band of a sensor's values hides nothing. */
    @ParameterizedTest
    @CsvSource({"true, 0, 255", "false, 199, 255"})
    void alphaIsBelievedWhereItLooksLikeAlpha(boolean alpha, int dark, int bright) throws IOException {
        int[] samples = new int[5 * 400];
        for (int x = 0; x < 400; x++) {
            boolean rim = x < 200;
            Arrays.fill(samples, 5 * x, 5 * x + 4, rim ? 0 : 1000 + (x - 200));
            samples[5 * x + 4] = alpha ? rim ? 0 : 4095 : 100 + x;
        }
        String names = "<GDALMetadata><Item sample=\"4\" role=\"colorinterp\">Alpha</Item></GDALMetadata>";
        ImageTile tile = PictureFile.open(write(named(tiff(1, 400, 1, 5, 16, samples), names)))
                .pixels();
        assertThat(tile.rgb()[3 * 200] & 0xff).isBetween(dark, dark + 20);
        assertThat(tile.rgb()[3 * 399] & 0xff).isEqualTo(bright);
    }

    /** As for a scene, the value is compared in the type of the samples, so that its fraction says nothing. */
    @Test
    void nodataIsComparedAsOfAScene() throws IOException {
        int[] samples = new int[400];
        for (int x = 0; x < 400; x++) {
            samples[x] = x < 200 ? 60000 : x;
        }
        Path file = write(tiff(1, 400, 1, 1, 16, samples));
        Path beside = file.resolveSibling(file.getFileName() + ".aux.xml");
        Files.writeString(
                beside,
                "<PAMDataset><PAMRasterBand band=\"1\"><NoDataValue>60000.7</NoDataValue></PAMRasterBand></PAMDataset>");
        ImageTile tile = PictureFile.open(file).pixels();
        assertColour(tile, 300, 0, 128, 128, 128);
        Files.delete(beside);
    }

    private void assertUpright(byte[] bytes, int scale, int width, String pixels) throws IOException {
        PictureFile file = PictureFile.open(write(bytes));
        assertThat(file.width()).isEqualTo(width * scale);
        assertThat(file.height()).isEqualTo(6 / width * scale);
        ImageTile tile = file.pixels();
        assertThat(tile.width()).isEqualTo(file.width());
        assertThat(tile.height()).isEqualTo(file.height());
        StringBuilder seen = new StringBuilder();
        for (int y = 0; y < tile.height(); y += scale) {
            for (int x = 0; x < tile.width(); x += scale) {
                seen.append(Math.round((tile.rgb()[3 * (y * tile.width() + x)] & 0xff) / 40f));
            }
        }
        assertThat(seen).hasToString(pixels);
    }

    private static void assertColour(ImageTile tile, int x, int y, int... rgb) {
        for (int channel = 0; channel < 3; channel++) {
            assertThat(tile.rgb()[3 * (y * tile.width() + x) + channel] & 0xff).isCloseTo(rgb[channel], within(3));
        }
    }

    private ImageTile read(String format, BufferedImage image) throws IOException {
        Path file = folder.resolve("a." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return PictureFile.open(file).pixels();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("picture"), bytes);
    }

    /** The rows 1 2 3 and 4 5 6, times 40, each pixel as a square. */
    private static byte[] encoded(String format, int scale) throws IOException {
        BufferedImage image = new BufferedImage(3 * scale, 2 * scale, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, 0x282828 * (1 + x / scale + 3 * (y / scale)));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer block = ByteBuffer.allocate(26).order(order);
        block.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.ISO_8859_1));
        block.putShort((short) 42).putInt(8).putShort((short) 1);
        return block.putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    /** An uncompressed TIFF. */
    private static byte[] tiff(int orientation, int width, int height, int bands, int bits, int[] samples) {
        int[][] tags = {
            {256, 3, 1, width},
            {257, 3, 1, height},
            {258, 3, 1, bits},
            {259, 3, 1, 1},
            {262, 3, 1, bands == 3 ? 2 : 1},
            {273, 4, 1, 8 + 2 + 10 * 12 + 4},
            {274, 3, 1, orientation},
            {277, 3, 1, bands},
            {278, 3, 1, height},
            {279, 4, 1, samples.length * bits / 8}
        };
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + 10 * 12 + 4 + samples.length * bits / 8)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put("II".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8);
        file.putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0])
                    .putShort((short) tag[1])
                    .putInt(tag[2])
                    .putInt(tag[3]);
        }
        file.putInt(0);
        for (int sample : samples) {
            if (bits == 8) {
                file.put((byte) sample);
            } else {
                file.putShort((short) sample);
            }
        }
        return file.array();
    }

    /** The same TIFF with GDAL's metadata: the directory once more at the end, with a further tag. */
    private static byte[] named(byte[] tiff, String metadata) {
        byte[] text = (metadata + "\0").getBytes(StandardCharsets.UTF_8);
        int entries = 10 * 12;
        int end = tiff.length + tiff.length % 2;
        ByteBuffer file = ByteBuffer.allocate(end + 2 + entries + 12 + 4 + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(tiff);
        file.putInt(4, end).position(end);
        file.putShort((short) 11).put(tiff, 8 + 2, entries);
        file.putShort((short) 42112).putShort((short) 2).putInt(text.length).putInt(end + 2 + entries + 12 + 4);
        return file.putInt(0).put(text).array();
    }

    private static byte[] insert(byte[] bytes, int at, byte[] part) {
        return ByteBuffer.allocate(bytes.length + part.length)
                .put(bytes, 0, at)
                .put(part)
                .put(bytes, at, bytes.length - at)
                .array();
    }
}
