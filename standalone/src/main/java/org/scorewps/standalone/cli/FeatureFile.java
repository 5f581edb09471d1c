package org.scorewps.standalone.cli;

import org.geotools.data.simple.SimpleFeatureCollection;
import org.scorewps.standalone.io.FeatureWriter;

/**
 * A file of features that a command makes.
 *
 * @param file where it goes
 * @param writer in which format
 */
record FeatureFile(ResultFile file, FeatureWriter writer) {
    /** As {@link ResultFile#check}. */
    void check() {
        file.check();
    }

    /** As {@link ResultFile#write}. */
    void write(SimpleFeatureCollection features) {
        file.write(path -> writer.write(features, path));
    }
}
