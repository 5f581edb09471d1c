/**
 * Reads TIFF files: directories and tags, and pixels with the values that GDAL gives. TIFF 6.0 (Adobe 1992), BigTIFF, and
 * what libtiff and GDAL added to them.
 */
package org.scorewps.tiff;
