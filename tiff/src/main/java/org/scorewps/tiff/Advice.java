package org.scorewps.tiff;

/** What helps where a file can't be read. */
final class Advice {
    static final String DEFLATE = "gdal_translate -co COMPRESS=DEFLATE writes a copy that is";

    private Advice() {}
}
