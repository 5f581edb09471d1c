package org.scorewps.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffFileTest {
    @TempDir
    Path folder;

    /** A directory with values that lie in it and values that don't fit. */
    private static byte[] file(ByteOrder order, boolean big) {
        ByteBuffer tiff = ByteBuffer.allocate(300).order(order);
        byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
        tiff.put(mark).put(mark).putShort((short) (big ? 43 : 42));
        if (big) {
            tiff.putShort((short) 8).putShort((short) 0).putLong(16).putLong(4);
        } else {
            tiff.putInt(8).putShort((short) 4);
        }
        entry(tiff, big, Tag.IMAGE_WIDTH, 3, 1).putShort((short) 40_000);
        tiff.position(tiff.position() + (big ? 6 : 2));
        number(entry(tiff, big, Tag.MODEL_PIXEL_SCALE, 12, 3), big, 200);
        number(entry(tiff, big, Tag.GDAL_NODATA, 2, 13), big, 240);
        entry(tiff, big, Tag.GDAL_METADATA, 2, 3).put("hi".getBytes(StandardCharsets.US_ASCII));
        tiff.position(tiff.position() + (big ? 6 : 2));
        number(tiff, big, 0);
        tiff.position(200).putDouble(0.5).putDouble(-2).putDouble(1e30);
        tiff.position(240).put("-3,4e+038\0xyz".getBytes(StandardCharsets.US_ASCII));
        return tiff.array();
    }

    private static ByteBuffer entry(ByteBuffer tiff, boolean big, int tag, int type, long count) {
        return number(tiff.putShort((short) tag).putShort((short) type), big, count);
    }

    private static ByteBuffer number(ByteBuffer tiff, boolean big, long number) {
        return big ? tiff.putLong(number) : tiff.putInt((int) number);
    }

    @ParameterizedTest
    @CsvSource({"true,false", "true,true", "false,false", "false,true"})
    void tagsAreRead(boolean little, boolean big) throws IOException {
        byte[] bytes = file(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, big);
        Path path = Files.write(folder.resolve("a.tif"), bytes);
        try (TiffFile file = TiffFile.open(path)) {
            assertThat(file.directories()).hasSize(1);
            TiffDirectory directory = file.directories().get(0);
            assertThat(directory.integer(Tag.IMAGE_WIDTH, 0)).isEqualTo(40_000);
            assertThat(directory.integer(Tag.IMAGE_LENGTH, 7)).isEqualTo(7);
            assertThat(directory.doubles(Tag.MODEL_PIXEL_SCALE)).containsExactly(0.5, -2, 1e30);
            assertThat(directory.text(Tag.GDAL_NODATA)).contains("-3,4e+038");
            assertThat(directory.text(Tag.GDAL_METADATA)).contains("hi");
            assertThat(directory.text(Tag.GEO_ASCII_PARAMS)).isEmpty();
            assertThat(directory.has(Tag.GEO_ASCII_PARAMS)).isFalse();
        }
    }

    @Test
    void valuesThatTheFileLacksAreRefused() throws IOException {
        byte[] bytes = file(ByteOrder.LITTLE_ENDIAN, false);
        // the scale's number of values
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(10 + 12 + 4, Integer.MAX_VALUE);
        try (TiffFile file = TiffFile.open(Files.write(folder.resolve("a.tif"), bytes))) {
            assertThatThrownBy(() -> file.directories().get(0).doubles(Tag.MODEL_PIXEL_SCALE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("it is truncated");
        }
    }
}
