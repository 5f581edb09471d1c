package org.scorewps.tiff.metadata;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is said of a band.
 *
 * @param interpretation what it shows, by GDAL's names
 * @param description its name
 * @param nodata the value that stands for no data
 */
public record BandText(Optional<String> interpretation, Optional<String> description, OptionalDouble nodata) {
    /** Of a band of which nothing is said. */
    public static final BandText NOTHING = new BandText(Optional.empty(), Optional.empty(), OptionalDouble.empty());

    BandText interpreted(String name) {
        return new BandText(given(name), description, nodata);
    }

    BandText described(String name) {
        return new BandText(interpretation, given(name), nodata);
    }

    BandText nodata(OptionalDouble value) {
        return new BandText(interpretation, description, value);
    }

    /** The same, with what another source says where this one says nothing. */
    BandText or(BandText other) {
        return new BandText(
                interpretation.or(other::interpretation),
                description.or(other::description),
                nodata.isPresent() ? nodata : other.nodata);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text.strip()).filter(name -> !name.isEmpty());
    }
}
