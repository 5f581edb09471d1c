package org.scorewps.engine.picture;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a file says of one of a picture's bands.
 *
 * @param shows by GDAL's names: Red, Green, Blue, Alpha, ...
 * @param nodata the value that stands for no data
 */
record PictureBand(Optional<String> shows, OptionalDouble nodata) {}
