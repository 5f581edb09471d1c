package org.scorewps.standalone.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/**
 * Comma separated values (RFC 4180, UTF-8): a column {@code FID}, then the attributes in their order. Geometries are
 * well-known text in the collection's CRS.
 */
public final class CsvFeatureWriter implements FeatureWriter {
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");
    private static final String LINE_END = "\r\n";

    @Override
    public String mimeType() {
        return "text/csv";
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public void write(SimpleFeatureCollection features, OutputStream out) throws IOException {
        final List<AttributeDescriptor> attributes = features.getSchema().getAttributeDescriptors();
        final Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.write("FID");
        for (AttributeDescriptor attribute : attributes) {
            csv.append(',').append(cell(attribute.getLocalName()));
        }
        csv.write(LINE_END);
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                final SimpleFeature feature = iterator.next();
                csv.write(cell(feature.getID()));
                for (AttributeDescriptor attribute : attributes) {
                    csv.append(',').append(cell(feature.getAttribute(attribute.getLocalName())));
                }
                csv.write(LINE_END);
            }
        }
        csv.flush();
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        final String text = AttributeText.of(value);
        return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
