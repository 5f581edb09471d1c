/** What TIFF files and the files beside them say of a raster's place and bands, as text and numbers, as GDAL reads it. */
package org.scorewps.tiff.metadata;
