package org.scorewps.standalone.wps.xml;

import com.sun.xml.bind.marshaller.NamespacePrefixMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.bind.JAXBContext;
import javax.xml.bind.JAXBElement;
import javax.xml.bind.JAXBException;
import javax.xml.bind.Marshaller;
import javax.xml.bind.UnmarshalException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.storage.SizeLimitException;
import org.scorewps.standalone.wps.storage.WorkFolder;

/** WPS 1.0.0 and OWS 1.1 documents. */
public final class WpsXml {
    public static final String WPS = "http://www.opengis.net/wps/1.0.0";
    public static final String OWS = "http://www.opengis.net/ows/1.1";

    /** The version of WPS that this server speaks. */
    public static final String VERSION = "1.0.0";

    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final Map<String, String> PREFIXES =
            Map.of(WPS, "wps", OWS, "ows", XLINK, "xlink", "http://www.w3.org/2001/XMLSchema-instance", "xsi");

    private final JAXBContext context;

    public WpsXml() {
        try {
            context = JAXBContext.newInstance(
                    net.opengis.wps.v_1_0_0.ObjectFactory.class, net.opengis.ows.v_1_1_0.ObjectFactory.class);
        } catch (JAXBException e) {
            throw new IllegalStateException("the WPS bindings can't be loaded", e);
        }
    }

    /**
     * A request document. Complex data goes to files in {@code folder}.
     *
     * @throws WpsException when it is malformed, too large or not allowed
     */
    public Object read(InputStream in, WorkFolder folder, EmbeddedData data) {
        try {
            final XMLStreamReader reader = new SpoolingReader(SecureXml.reader(in), folder, data);
            reader.nextTag();
            checkRoot(reader);
            final Object document = context.createUnmarshaller().unmarshal(reader);
            // to the very end: what stays in the connection would be taken for the next request
            in.transferTo(OutputStream.nullOutputStream());
            return document instanceof JAXBElement<?> element ? element.getValue() : document;
        } catch (JAXBException | XMLStreamException | IOException e) {
            throw unreadable(e);
        }
    }

    private static void checkRoot(XMLStreamReader root) {
        final String service = root.getAttributeValue(null, "service");
        if (service != null && !service.equalsIgnoreCase("WPS")) {
            throw WpsException.invalid("service", "this is a WPS, not a " + service);
        }
        final String version = root.getAttributeValue(null, "version");
        if (version != null) {
            checkVersion(version);
        }
    }

    /**
     * Refuses other versions.
     *
     * @throws WpsException InvalidParameterValue for any version but the one that is spoken here
     */
    public static void checkVersion(String version) {
        if (!version.trim().equals(VERSION)) {
            throw WpsException.invalid("version", "only version " + VERSION + " is spoken here, not " + version);
        }
    }

    private static WpsException unreadable(Exception e) {
        String message = e.getMessage();
        for (Throwable cause = e; cause != null; cause = next(cause)) {
            if (cause instanceof WpsException known) {
                return known;
            }
            if (cause instanceof SizeLimitException tooLarge) {
                return new WpsException(ExceptionCode.FILE_SIZE_EXCEEDED, "", tooLarge.getMessage());
            }
            if (cause.getMessage() != null) {
                message = cause.getMessage();
            }
        }
        final boolean unknownRoot =
                e instanceof UnmarshalException && String.valueOf(message).startsWith("unexpected");
        return unknownRoot
                ? new WpsException(ExceptionCode.OPERATION_NOT_SUPPORTED, "request", "not a WPS 1.0.0 request document")
                : new WpsException(
                        ExceptionCode.INVALID_PARAMETER_VALUE,
                        "request",
                        "the request is not readable: " + oneLine(message));
    }

    private static Throwable next(Throwable failure) {
        if (failure instanceof JAXBException jaxb && jaxb.getLinkedException() != null) {
            return jaxb.getLinkedException();
        }
        return failure instanceof XMLStreamException stax && stax.getNestedException() != null
                ? stax.getNestedException()
                : failure.getCause();
    }

    private static String oneLine(String message) {
        return message == null
                ? "malformed XML"
                : message.replaceAll("\\s+", " ").trim();
    }

    /** Writes a response document, with the files that its tokens stand for. */
    public void write(Object document, EmbeddedData data, OutputStream out) throws XMLStreamException {
        final XMLStreamWriter writer =
                XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
        try {
            final Marshaller marshaller = context.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            marshaller.setProperty("com.sun.xml.bind.namespacePrefixMapper", new Prefixes());
            marshaller.setProperty(Marshaller.JAXB_SCHEMA_LOCATION, schemaLocation(document));
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            marshaller.marshal(document, SplicingWriter.over(writer, data));
            writer.writeEndDocument();
            writer.flush();
        } catch (JAXBException e) {
            throw new XMLStreamException(e);
        }
    }

    private static String schemaLocation(Object document) {
        return document instanceof net.opengis.ows.v_1_1_0.ExceptionReport
                ? OWS + " http://schemas.opengis.net/ows/1.1.0/owsExceptionReport.xsd"
                : WPS + " http://schemas.opengis.net/wps/1.0.0/wpsAll.xsd";
    }

    /** The prefixes that people know. */
    private static final class Prefixes extends NamespacePrefixMapper {
        @Override
        public String getPreferredPrefix(String namespace, String suggestion, boolean requirePrefix) {
            return PREFIXES.getOrDefault(namespace, suggestion);
        }
    }
}
