package org.scorewps.tiff;

import java.io.IOException;
import java.util.Locale;

/**
 * How a directory's image is cut into strips or tiles, and what a sample is; TIFF 6.0 sections 8, 15 and 19.
 *
 * @param width columns
 * @param height rows
 * @param pieceWidth columns of a strip or tile; those at the right edge have as many
 * @param pieceHeight rows of a strip or tile
 * @param tiled whether the pieces at the lower edge have all rows
 * @param samples bands
 * @param separate whether each band has its own pieces
 * @param sample what a sample is
 * @param compression how the pieces are compressed
 * @param predictor what was subtracted before: 1 nothing, 2 the sample before, 3 the same of floating point's bytes
 * @param photometric what the samples mean, a number of the standard
 * @param reversed whether each byte's bits are stored in reverse order
 */
record Layout(
        int width,
        int height,
        int pieceWidth,
        int pieceHeight,
        boolean tiled,
        int samples,
        boolean separate,
        SampleType sample,
        Compression compression,
        int predictor,
        int photometric,
        boolean reversed) {
    static final int YCBCR = 6;
    private static final int PALETTE = 3;
    private static final int SEPARATED = 5;
    private static final int CIE_LAB = 8;

    /** A compressed piece is decoded as a whole, at a byte or more a sample: what a heap of a gigabyte can hold. */
    private static final long MOST_SAMPLES = 1 << 28;

    /** @throws IOException when the tags make no sense, or tell of what isn't read; the message says so in one line */
    static Layout of(TiffDirectory tags) throws IOException {
        long width = tags.integer(Tag.IMAGE_WIDTH, 0);
        long height = tags.integer(Tag.IMAGE_LENGTH, 0);
        boolean tiled = tags.has(Tag.TILE_OFFSETS);
        long pieceWidth = tiled ? tags.integer(Tag.TILE_WIDTH, 0) : width;
        long pieceHeight =
                tiled ? tags.integer(Tag.TILE_LENGTH, 0) : Math.min(height, tags.integer(Tag.ROWS_PER_STRIP, height));
        long samples = tags.integer(Tag.SAMPLES_PER_PIXEL, 1);
        if (width < 1 || height < 1 || pieceWidth < 1 || pieceHeight < 1 || samples < 1) {
            throw new IOException("its tags say that it has no pixels");
        }
        if (Math.max(Math.max(width, height), Math.max(pieceWidth, pieceHeight)) > Integer.MAX_VALUE
                || samples > 0xffff) {
            throw new IOException("its tags say that it has %d x %d pixels of %d bands, in strips or tiles of %d x %d"
                            .formatted(width, height, samples, pieceWidth, pieceHeight)
                    + ": more than can be read");
        }
        Layout layout = new Layout(
                (int) width,
                (int) height,
                (int) pieceWidth,
                (int) pieceHeight,
                tiled,
                (int) samples,
                samples > 1 && tags.integer(Tag.PLANAR_CONFIGURATION, 1) == 2,
                SampleType.of(tags, (int) samples),
                Compression.of(tags.integer(Tag.COMPRESSION, 1)),
                (int) tags.integer(Tag.PREDICTOR, 1),
                (int) tags.integer(Tag.PHOTOMETRIC, 1),
                tags.integer(Tag.FILL_ORDER, 1) == 2);
        layout.check();
        return layout;
    }

    private void check() throws IOException {
        if (compression.fax() && (sample.bits() != 1 || samples != 1)) {
            throw new IOException(
                    "its tags make no sense: faxes with %d bands of %d bits".formatted(samples, sample.bits()));
        }
        if (compression == Compression.JPEG) {
            if (sample.bits() != 8) {
                throw new IOException(
                        "it is compressed with JPEG of %d bits a sample, which isn't read: ".formatted(sample.bits())
                                + Advice.DEFLATE);
            }
            if (pieceSamplesAPixel() > 4) {
                throw new IOException(
                        "it is compressed with JPEGs of %d bands together, which aren't read: ".formatted(samples)
                                + Advice.DEFLATE);
            }
        } else if (photometric == YCBCR) {
            throw new IOException("its colours are YCbCr without JPEG, which aren't read: " + Advice.DEFLATE);
        }
        if ((photometric >= CIE_LAB && photometric <= 10) || photometric == 32844 || photometric == 32845) {
            throw new IOException("its colours are CIE L*a*b* or LogLuv, which aren't read: " + Advice.DEFLATE);
        }
        if (compression.predicted() && predictor != 1) {
            Predictor.check(predictor, sample);
        }
        if (compression != Compression.NONE && pieceSamples() > MOST_SAMPLES) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "it is compressed in pieces of %.0f million samples, which have to be decoded as a whole: at most %d"
                            + " million are allowed (gdal_translate -co TILED=YES writes a copy in smaller pieces)",
                    pieceSamples() / 1e6,
                    MOST_SAMPLES / 1_000_000));
        }
    }

    private double pieceSamples() {
        return (double) pieceWidth * pieceHeight * pieceSamplesAPixel();
    }

    /** Samples of a pixel that lie together. */
    int pieceSamplesAPixel() {
        return separate ? 1 : samples;
    }

    /** Parts that have their own pieces: the bands, or all of them together. */
    int planes() {
        return separate ? samples : 1;
    }

    int across() {
        return (width - 1) / pieceWidth + 1;
    }

    int down() {
        return (height - 1) / pieceHeight + 1;
    }

    /** All strips or tiles. */
    long pieces() {
        return (long) across() * down() * planes();
    }

    /** Rows of the pieces at a place from the top, from 0. */
    int rows(int row) {
        return tiled ? pieceHeight : Math.min(pieceHeight, height - row * pieceHeight);
    }

    /** Bytes of a row of a piece: they begin at a byte. */
    long rowBytes() {
        return ((long) pieceWidth * pieceSamplesAPixel() * sample.bits() + 7) / 8;
    }

    /** Whether the samples are inks, which are made into red, green, blue and alpha. */
    boolean inks() {
        return photometric == SEPARATED
                && samples == 4
                && sample.bits() == 8
                && sample.kind() == SampleType.Kind.UNSIGNED;
    }

    boolean palette() {
        return photometric == PALETTE && samples == 1;
    }
}
