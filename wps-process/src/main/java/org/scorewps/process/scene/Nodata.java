package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.geotools.coverage.grid.GridCoverage2D;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.picture.NodataValue;

/** The values that stand for no data, per band. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Nodata(double[][] values, int type) {
    private static final String NONE = "none";
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*|\\s+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");

    /**
     * The values of a coverage.
     *
     * @param text the {@code nodata} parameter: one number for all bands or one for each, which replaces what the file
     *     says, or {@code none}: no value stands for no data
     * @throws InvalidInputException when it is neither
     */
    static Nodata of(GridCoverage2D coverage, Optional<String> text) {
        SampleModel samples = coverage.getRenderedImage().getSampleModel();
        int bands = samples.getNumBands();
        double[][] values = text.map(given -> parse(given.strip(), bands)).orElseGet(() -> own(coverage, bands));
        return new Nodata(values, samples.getDataType());
    }

    private static double[][] parse(String text, int bands) {
        String[] parts = SEPARATOR.split(text, bands + 2);
        if (parts.length != 1 && parts.length != bands) {
            throw new InvalidInputException(
                    "nodata must be none, one number or one for each of the coverage's %d bands, not \"%s\""
                            .formatted(bands, shorten(text)));
        }
        double[][] values = new double[bands][];
        for (int band = 0; band < bands; band++) {
            values[band] = value(parts[parts.length == 1 ? 0 : band]);
        }
        return values;
    }

    private static double[] value(String part) {
        if (part.equalsIgnoreCase(NONE)) {
            return new double[0];
        }
        if (NUMBER.matcher(part).matches()) {
            return new double[] {Double.parseDouble(part)};
        }
        if (part.matches("(?i)nan|[-+]?inf(inity)?")) {
            // never samples that count
            return new double[0];
        }
        throw new InvalidInputException(
                "nodata must be none or a number such as 0 or -9999, not \"%s\"".formatted(shorten(part)));
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private static double[][] own(GridCoverage2D coverage, int bands) {
        double[][] values = new double[bands][];
        for (int band = 0; band < bands; band++) {
            double[] dimension = band < coverage.getNumSampleDimensions()
                    ? coverage.getSampleDimension(band).getNoDataValues()
                    : null;
            values[band] = dimension == null ? new double[0] : dimension;
        }
        BandMetadata.of(coverage).ifPresent(file -> {
            for (int band = 0; band < Math.min(bands, file.bands().size()); band++) {
                OptionalDouble said = file.bands().get(band).nodata();
                values[band] = said.isPresent() ? new double[] {said.getAsDouble()} : values[band];
            }
        });
        return values;
    }

    /**
     * Marks the samples of one band that count.
     *
     * @param samples the band's, as floats
     * @param raster where they are from
     * @param area the place there
     * @param valid is set where they are finite and not nodata
     */
    void mark(int band, float[] samples, Raster raster, Rectangle area, boolean[] valid) {
        double[] exact = type == DataBuffer.TYPE_INT || type == DataBuffer.TYPE_DOUBLE
                ? raster.getSamples(area.x, area.y, area.width, area.height, band, (double[]) null)
                : null;
        for (int i = 0; i < samples.length; i++) {
            if (Float.isFinite(samples[i]) && !matches(band, exact == null ? samples[i] : exact[i])) {
                valid[i] = true;
            }
        }
    }

    /** Whether a sample of a band is nodata. */
    boolean matches(int band, double sample) {
        for (double value : values[band]) {
            if (NodataValue.matches(type, value, sample)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return Arrays.deepToString(values);
    }
}
