package org.scorewps.tiff.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What ArcGIS says of a raster's place in {@code .aux.xml}, its GeodataXform: a CRS and, where a polynomial of the first order
 * fits them, control points. Rows are counted from the top, down from 0 or below it.
 *
 * @param crs the text of the CRS
 * @param points control points; none where it has none
 */
record EsriTransform(Optional<String> crs, List<ControlPoint> points) {
    /** Reads up to the end of the element that has just begun. */
    static EsriTransform read(XMLStreamReader xml) throws XMLStreamException {
        Optional<String> crs = Optional.empty();
        List<Double> pixels = new ArrayList<>();
        List<Double> places = new ArrayList<>();
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            depth -= event == XMLStreamReader.END_ELEMENT ? 1 : 0;
            if (event == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "WKT" -> crs = textOf(xml);
                    case "SourceGCPs" -> readNumbers(xml, pixels);
                    case "TargetGCPs" -> readNumbers(xml, places);
                    default -> depth++;
                }
            }
        }
        return new EsriTransform(crs, points(pixels, places));
    }

    private static Optional<String> textOf(XMLStreamReader xml) throws XMLStreamException {
        return Optional.of(SafeXml.text(xml)).filter(text -> !text.isBlank());
    }

    private static void readNumbers(XMLStreamReader xml, List<Double> numbers) throws XMLStreamException {
        for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamReader.START_ELEMENT) {
                numbers.add(NodataText.pointed(SafeXml.text(xml)));
            }
        }
    }

    private static List<ControlPoint> points(List<Double> pixels, List<Double> places) {
        List<ControlPoint> points = new ArrayList<>();
        for (int i = 0; i + 1 < pixels.size() && pixels.size() == places.size(); i += 2) {
            points.add(new ControlPoint(pixels.get(i), pixels.get(i + 1), places.get(i), places.get(i + 1)));
        }
        boolean below = points.stream().allMatch(point -> point.row() <= 0);
        return points.stream()
                .map(point -> below ? new ControlPoint(point.column(), -point.row(), point.x(), point.y()) : point)
                .toList();
    }
}
