/** Feature collections as files and byte streams: GeoJSON, GeoPackage, CSV and GML, written feature by feature. */
package org.scorewps.standalone.io;
