package org.scorewps.tiff;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.Arrays;

/** What samples look like: palettes, grey, red green and blue, with or without alpha; TIFF 6.0 sections 5, 6 and 18. */
final class Colors {
    private static final int WHITE_IS_ZERO = 0;
    private static final int MOST_INDEX_BITS = 16;

    private Colors() {}

    static ColorModel of(TiffDirectory tags, Layout layout) throws IOException {
        SampleType sample = layout.sample();
        boolean whole = sample.kind() == SampleType.Kind.UNSIGNED;
        if (layout.samples() == 1 && whole) {
            if (layout.palette() && sample.bits() <= MOST_INDEX_BITS && tags.has(Tag.COLOR_MAP)) {
                return palette(tags, sample);
            }
            if (sample.bits() < 8) {
                return ramp(sample.bits(), layout.photometric() == WHITE_IS_ZERO);
            }
        }
        boolean alpha = layout.inks() || (layout.samples() > 1 && lastIsAlpha(tags));
        ColorSpace space = space(layout.samples() - (alpha ? 1 : 0));
        int dataType = sample.dataType();
        return new ComponentColorModel(
                space, alpha, false, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, dataType);
    }

    /** Makes red, green, blue and alpha of cyan, magenta, yellow and black, as libtiff does. */
    static void mix(byte[] pixels) {
        for (int i = 0; i + 3 < pixels.length; i += 4) {
            int light = 255 - (pixels[i + 3] & 0xff);
            for (int channel = i; channel < i + 3; channel++) {
                pixels[channel] = (byte) (light * (255 - (pixels[channel] & 0xff)) / 255);
            }
            pixels[i + 3] = (byte) 0xff;
        }
    }

    private static boolean lastIsAlpha(TiffDirectory tags) throws IOException {
        long[] extra = tags.integers(Tag.EXTRA_SAMPLES);
        // 1: multiplied into the colours, 2: not
        return extra.length > 0 && (extra[extra.length - 1] == 1 || extra[extra.length - 1] == 2);
    }

    private static ColorSpace space(int components) {
        return switch (components) {
            case 1 -> ColorSpace.getInstance(ColorSpace.CS_GRAY);
            case 3 -> ColorSpace.getInstance(ColorSpace.CS_sRGB);
            default -> new Bands(components);
        };
    }

    /** Values have 16 bits; some writers use 8 of them. */
    private static ColorModel palette(TiffDirectory tags, SampleType sample) throws IOException {
        long[] map = tags.integers(Tag.COLOR_MAP);
        int size = Math.min(1 << sample.bits(), map.length / 3);
        int shift = Arrays.stream(map).allMatch(value -> value < 256) ? 0 : 8;
        int[] argb = new int[size];
        for (int i = 0; i < size; i++) {
            argb[i] = 0xff000000
                    | channel(map[i], shift) << 16
                    | channel(map[map.length / 3 + i], shift) << 8
                    | channel(map[2 * (map.length / 3) + i], shift);
        }
        return index(argb, sample.dataType());
    }

    private static int channel(long value, int shift) {
        return (int) (value >> shift) & 0xff;
    }

    /** Greys from black to white, or from white to black. */
    private static ColorModel ramp(int bits, boolean whiteIsZero) {
        int[] argb = new int[1 << bits];
        for (int i = 0; i < argb.length; i++) {
            int grey = Math.round(255f * (whiteIsZero ? argb.length - 1 - i : i) / (argb.length - 1));
            argb[i] = 0xff000000 | grey << 16 | grey << 8 | grey;
        }
        return index(argb, DataBuffer.TYPE_BYTE);
    }

    private static ColorModel index(int[] argb, int dataType) {
        int bits = dataType == DataBuffer.TYPE_BYTE ? 8 : 16;
        return new IndexColorModel(bits, argb.length, argb, 0, false, -1, dataType);
    }

    /** A space of any number of bands, whose colours nobody knows: the first ones are taken for red, green and blue. */
    private static final class Bands extends ColorSpace {
        private static final long serialVersionUID = 1L;

        Bands(int components) {
            super(type(components), components);
        }

        private static int type(int components) {
            return switch (components) {
                case 2 -> TYPE_2CLR;
                case 4 -> TYPE_4CLR;
                default -> TYPE_5CLR;
            };
        }

        @Override
        public float[] toRGB(float[] value) {
            return new float[] {value[0], value[Math.min(1, value.length - 1)], value[Math.min(2, value.length - 1)]};
        }

        @Override
        public float[] fromRGB(float[] rgb) {
            return Arrays.copyOf(rgb, getNumComponents());
        }

        @Override
        public float[] toCIEXYZ(float[] value) {
            return ColorSpace.getInstance(CS_sRGB).toCIEXYZ(toRGB(value));
        }

        @Override
        public float[] fromCIEXYZ(float[] value) {
            return fromRGB(ColorSpace.getInstance(CS_sRGB).fromCIEXYZ(value));
        }
    }
}
