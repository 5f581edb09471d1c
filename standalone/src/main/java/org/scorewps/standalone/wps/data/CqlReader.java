package org.scorewps.standalone.wps.data;

import java.io.IOException;
import java.nio.file.Path;
import org.geotools.api.filter.Filter;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;

/** Filters in GeoServer's extended CQL. */
final class CqlReader {
    private CqlReader() {}

    static Filter read(Path file) throws IOException {
        try {
            return ECQL.toFilter(ComplexFormats.text(file));
        } catch (CQLException e) {
            throw new IOException("not a CQL filter", e);
        }
    }
}
