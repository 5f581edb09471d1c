package org.scorewps.tiff.metadata;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * GDAL's file beside a raster, {@code NAME.aux.xml} (its persistent auxiliary metadata), as far as it is about the raster's
 * place and bands. What it says counts before what the raster says itself.
 */
public final class PamFile {
    static final String ENDING = ".aux.xml";
    private static final int NUMBERS = 6;

    /** One that begins nothing; GDAL takes it as it is. */
    private static final Pattern AMPERSAND = Pattern.compile("&(?!#?\\w{1,8};)");

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private Optional<String> crs = Optional.empty();
    private Optional<AffineTransform> transform = Optional.empty();
    private Optional<String> pointCrs = Optional.empty();
    private final List<ControlPoint> points = new ArrayList<>();
    private final Map<Integer, BandText> bands = new TreeMap<>();

    private PamFile() {}

    /**
     * Reads the file beside a raster; one that says nothing where there is none or it is no XML, as for GDAL.
     *
     * @throws IOException when it can't be read or is too large; the message says so in one line
     */
    public static PamFile beside(Path raster) throws IOException {
        Path file = Sidecars.appended(raster, ENDING);
        if (!Files.isRegularFile(file)) {
            return new PamFile();
        }
        try {
            return parse(Sidecars.text(file));
        } catch (XMLStreamException noXml) {
            return new PamFile();
        }
    }

    /**
     * Reads such a file.
     *
     * @throws XMLStreamException when the text is no XML
     */
    public static PamFile parse(String text) throws XMLStreamException {
        PamFile pam = new PamFile();
        XMLStreamReader xml =
                SafeXml.reader(new StringReader(AMPERSAND.matcher(text.strip()).replaceAll("&amp;")));
        boolean inside = false;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT) {
                if (inside) {
                    pam.read(xml);
                }
                inside = true;
            }
        }
        return pam;
    }

    /** The CRS's text. */
    public Optional<String> crs() {
        return crs;
    }

    /** From pixel corners to the CRS. */
    public Optional<AffineTransform> transform() {
        return transform;
    }

    /** The text of the control points' CRS. */
    public Optional<String> pointCrs() {
        return pointCrs;
    }

    /** Control points, which count where there is no transform. */
    public List<ControlPoint> points() {
        return List.copyOf(points);
    }

    /** What it says of each band, from 0. */
    public Map<Integer, BandText> bands() {
        return Map.copyOf(bands);
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "SRS" -> crs = Optional.of(SafeXml.text(xml)).filter(text -> !text.isBlank());
            case "GeoTransform" -> transform = transform(SafeXml.text(xml));
            case "GCPList" -> readPoints(xml);
            case "Metadata" -> readMetadata(xml);
            case "PAMRasterBand" -> readBand(xml);
            default -> SafeXml.skip(xml);
        }
    }

    private static Optional<AffineTransform> transform(String text) {
        String[] parts = COMMA.split(text.strip(), NUMBERS + 1);
        if (parts.length != NUMBERS) {
            return Optional.empty();
        }
        double[] gdal = new double[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            gdal[i] = NodataText.pointed(parts[i]);
        }
        return Optional.of(new AffineTransform(gdal[1], gdal[4], gdal[2], gdal[5], gdal[0], gdal[3]));
    }

    private void readPoints(XMLStreamReader xml) throws XMLStreamException {
        points.clear();
        pointCrs =
                Optional.ofNullable(xml.getAttributeValue(null, "Projection")).filter(text -> !text.isBlank());
        for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamReader.START_ELEMENT) {
                if (xml.getLocalName().equals("GCP")) {
                    points.add(new ControlPoint(
                            number(xml, "Pixel"), number(xml, "Line"), number(xml, "X"), number(xml, "Y")));
                }
                SafeXml.skip(xml);
            }
        }
    }

    /** ArcGIS keeps the place in a part of its own, which counts where GDAL's says nothing. */
    private void readMetadata(XMLStreamReader xml) throws XMLStreamException {
        if (!"xml:ESRI".equals(xml.getAttributeValue(null, "domain"))) {
            SafeXml.skip(xml);
            return;
        }
        EsriTransform esri = EsriTransform.read(xml);
        crs = crs.or(esri::crs);
        if (points.isEmpty() && !esri.points().isEmpty()) {
            points.addAll(esri.points());
            pointCrs = esri.crs();
        }
    }

    private static double number(XMLStreamReader xml, String name) {
        String text = xml.getAttributeValue(null, name);
        return text == null ? 0 : NodataText.pointed(text);
    }

    private void readBand(XMLStreamReader xml) throws XMLStreamException {
        String number = String.valueOf(xml.getAttributeValue(null, "band"));
        BandText band = BandText.NOTHING;
        for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamReader.START_ELEMENT) {
                band = read(xml, band);
            }
        }
        if (number.matches("0*[1-9]\\d{0,5}")) {
            bands.put(Integer.parseInt(number) - 1, band);
        }
    }

    private static BandText read(XMLStreamReader xml, BandText band) throws XMLStreamException {
        return switch (xml.getLocalName()) {
            case "Description" -> band.described(SafeXml.text(xml));
            case "ColorInterp" -> band.interpreted(SafeXml.text(xml));
            case "NoDataValue" -> {
                String exact = String.valueOf(xml.getAttributeValue(null, "le_hex_equiv"));
                yield band.nodata(nodata(exact, SafeXml.text(xml)));
            }
            default -> {
                SafeXml.skip(xml);
                yield band;
            }
        };
    }

    /** From the bytes of a double, the lowest first, or else the text, which is rounded. */
    private static OptionalDouble nodata(String bytes, String text) {
        return bytes.matches("[0-9a-fA-F]{16}")
                ? OptionalDouble.of(ByteBuffer.wrap(HexFormat.of().parseHex(bytes))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getDouble())
                : text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(NodataText.pointed(text));
    }
}
