package org.scorewps.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffImageTest {
    @TempDir
    Path folder;

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(TiffImageTest.class.getResource(name).toURI());
    }

    /** Of all samples as numbers of 64 bits, band by band; one that is no number counts as minus a million. */
    private static long checksum(Raster raster) {
        CRC32 sum = new CRC32();
        ByteBuffer number = ByteBuffer.allocate(8);
        for (int band = 0; band < raster.getNumBands(); band++) {
            for (double sample : raster.getSamples(
                    raster.getMinX(), raster.getMinY(), raster.getWidth(), raster.getHeight(), band, (double[]) null)) {
                number.clear().putDouble(Double.isNaN(sample) ? -1e6 : sample).flip();
                sum.update(number);
            }
        }
        return sum.getValue();
    }

    /** Checksums are of what GDAL 3.6 reads. */
    @ParameterizedTest
    @CsvSource({
        "float16_nan.tif, 3, NaN, 3354663608",
        "nbits10_planar.tif, 3, 0, 3817507144",
        "nbits11_pan.tif, 1, 0, 1456651809",
        "nbits12_rgb.tif, 3, 0, 2367219138",
        "planar_3tiles.tif, 3, 0, 3648843723",
        "sparse_jpeg.tif, 3, 0, 2234210812",
        "sparse_nodata255.tif, 3, 255, 3371999695",
        "sparse_uncompressed.tif, 3, 0, 1205874368",
    })
    void samplesAreGdals(String name, int bands, double nodata, long checksum) throws Exception {
        try (TiffFile file = TiffFile.open(resource(name))) {
            file.checkComplete();
            TiffImage image = file.image(0, nodata);
            assertThat(image.getSampleModel().getNumBands()).isEqualTo(bands);
            Raster all = image.getData();
            assertThat(checksum(all)).isEqualTo(checksum);
            // a window across pieces is the same part
            Raster part = image.getData(new Rectangle(31, 50, 61, 47));
            assertThat(checksum(part)).isEqualTo(checksum(all.createChild(31, 50, 61, 47, 31, 50, null)));
        }
    }

    /** A file of one strip, whose bytes are zeros. */
    private static byte[] plain(int width, int height, int compression, int bytes) {
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 12 * 8 + 4 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 8);
        int[][] tags = {
            {Tag.IMAGE_WIDTH, width},
            {Tag.IMAGE_LENGTH, height},
            {Tag.BITS_PER_SAMPLE, 8},
            {Tag.COMPRESSION, compression},
            {Tag.PHOTOMETRIC, 1},
            {Tag.STRIP_OFFSETS, 8 + 2 + 12 * 8 + 4},
            {Tag.ROWS_PER_STRIP, height},
            {Tag.STRIP_BYTE_COUNTS, bytes}
        };
        for (int[] tag : tags) {
            tiff.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        }
        return tiff.putInt(0).array();
    }

    @Test
    void largeStripsAreReadInParts() throws IOException {
        int side = 1000;
        byte[] tiff = plain(side, side, 1, side * side);
        for (int i = 0; i < side * side; i++) {
            tiff[tiff.length - side * side + i] = (byte) (i % 251);
        }
        try (TiffFile file = TiffFile.open(Files.write(folder.resolve("a.tif"), tiff))) {
            Raster part = file.image(0).getData(new Rectangle(990, 700, 10, 300));
            assertThat(part.getSample(990, 700, 0)).isEqualTo((700 * side + 990) % 251);
            assertThat(part.getSample(999, 999, 0)).isEqualTo((999 * side + 999) % 251);
        }
    }

    @Test
    void pixelsThatTheFileLacksTakeNoMemory() throws IOException {
        int most = Integer.MAX_VALUE;
        Path plain = Files.write(folder.resolve("a.tif"), plain(most, most, 1, 100));
        try (TiffFile file = TiffFile.open(plain)) {
            TiffImage image = file.image(0);
            assertThatThrownBy(() -> image.read(new Rectangle(0, 500, 10, 10)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too few for its pixels");
        }
        Path packed = Files.write(folder.resolve("b.tif"), plain(10_000, 10_000, 8, 100));
        try (TiffFile file = TiffFile.open(packed)) {
            TiffImage image = file.image(0);
            assertThatThrownBy(() -> image.read(new Rectangle(0, 0, 10, 10)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too few for its pixels");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "34887, LERC",
        "50001, WebP",
        "34925, LZMA",
        "50002, JPEG XL",
        "34712, JPEG 2000",
        "6, JPEG of TIFF's first kind",
        "999, in a way that isn't known (number 999)"
    })
    void whatIsNotReadIsNamed(int compression, String name) throws IOException {
        Path path = Files.write(folder.resolve("a.tif"), plain(8, 8, compression, 64));
        try (TiffFile file = TiffFile.open(path)) {
            assertThatThrownBy(() -> file.image(0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(name)
                    .hasMessageNotContaining("\n");
        }
    }

    /** Codes from the lowest bit on, as libtiff wrote them before 1991: 256, the bytes 7 and 8, the string of both, 257. */
    @Test
    void oldLzwIsRead() throws IOException {
        int[] codes = {256, 7, 8, 258, 257};
        byte[] packed = new byte[6];
        for (int i = 0; i < codes.length; i++) {
            for (int bit = 0; bit < 9; bit++) {
                int at = 9 * i + bit;
                packed[at / 8] |= (byte) (((codes[i] >> bit) & 1) << (at % 8));
            }
        }
        byte[] bytes = new byte[4];
        Lzw.decode(packed, bytes);
        assertThat(bytes).containsExactly(7, 8, 7, 8);
    }

    @ParameterizedTest
    @CsvSource({"LZW", "Deflate", "PackBits", "ZLib"})
    void whatJavaWritesIsRead(String compression) throws IOException {
        BufferedImage picture = new BufferedImage(70, 50, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 70 * 50; i++) {
            picture.setRGB(i % 70, i / 70, (0x010305 * i) & 0xffffff);
        }
        Path path = folder.resolve("a.tif");
        var writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (var out = ImageIO.createImageOutputStream(path.toFile())) {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(javax.imageio.ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType(compression);
            writer.setOutput(out);
            writer.write(null, new javax.imageio.IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        try (TiffFile file = TiffFile.open(path)) {
            Raster read = file.image(0).getData();
            int[] pixel = read.getPixel(69, 49, (int[]) null);
            assertThat((pixel[0] << 16) | (pixel[1] << 8) | pixel[2]).isEqualTo(picture.getRGB(69, 49) & 0xffffff);
            assertThat(checksum(read)).isEqualTo(checksum(picture.getRaster()));
        }
    }
}
