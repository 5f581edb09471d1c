/** What a raster file and the files beside it say of its place on the ground and of its bands, as GDAL understands it. */
package org.scorewps.standalone.io.metadata;
