package org.scorewps.tiff;

/** What helps where a file can't be read. */
final class Advice {
    static final String DEFLATE = "gdal_translate -co COMPRESS=DEFLATE in.tif out.tif makes a copy that can be read";

    private Advice() {}
}
