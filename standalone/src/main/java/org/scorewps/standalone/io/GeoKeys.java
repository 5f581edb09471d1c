package org.scorewps.standalone.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataDecoder;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffMetadata2CRSAdapter;
import org.geotools.util.factory.Hints;
import org.scorewps.tiff.Tag;
import org.scorewps.tiff.TiffDirectory;
import org.w3c.dom.Node;

/** The CRS that a TIFF file's GeoKeys tell (GeoTIFF 1.1, OGC 19-008r4), by GeoTools' reading of them. */
final class GeoKeys {
    private GeoKeys() {}

    /** @throws IOException when they make no sense; the message says so in one line */
    static Optional<CoordinateReferenceSystem> crs(TiffDirectory tags) throws IOException {
        if (!tags.has(Tag.GEO_KEY_DIRECTORY)) {
            return Optional.empty();
        }
        try {
            GeoTiffIIOMetadataDecoder decoder = new GeoTiffIIOMetadataDecoder(new Tags(tree(tags)));
            Hints hints = new Hints(Hints.FORCE_LONGITUDE_FIRST_AXIS_ORDER, true);
            CoordinateReferenceSystem read =
                    decoder.hasGeoKey() ? new GeoTiffMetadata2CRSAdapter(hints).createCoordinateSystem(decoder) : null;
            return read == null ? Optional.empty() : Optional.of(GeoKeyRepairs.of(read, tags));
        } catch (Exception unknown) {
            // the adapter declares all of them; what they say is of its own insides
            throw new IOException(
                    "its coordinate reference system is damaged or of a kind that isn't read:"
                            + " gdalwarp makes a copy in another (gdalwarp -t_srs EPSG:3857 in.tif out.tif)",
                    unknown);
        }
    }

    private static Node tree(TiffDirectory tags) throws IOException {
        IIOMetadataNode directory = new IIOMetadataNode("TIFFIFD");
        directory.appendChild(field(
                Tag.GEO_KEY_DIRECTORY,
                "TIFFShort",
                Arrays.stream(tags.integers(Tag.GEO_KEY_DIRECTORY)).mapToObj(String::valueOf)));
        directory.appendChild(field(
                Tag.GEO_DOUBLE_PARAMS,
                "TIFFDouble",
                Arrays.stream(tags.doubles(Tag.GEO_DOUBLE_PARAMS)).mapToObj(String::valueOf)));
        directory.appendChild(field(Tag.GEO_ASCII_PARAMS, "TIFFAscii", tags.text(Tag.GEO_ASCII_PARAMS).stream()));
        IIOMetadataNode root = new IIOMetadataNode("root");
        root.appendChild(directory);
        return root;
    }

    private static Node field(int tag, String type, Stream<String> values) {
        IIOMetadataNode list = new IIOMetadataNode(type + "s");
        values.forEach(value -> {
            IIOMetadataNode node = new IIOMetadataNode(type);
            node.setAttribute("value", value);
            list.appendChild(node);
        });
        IIOMetadataNode field = new IIOMetadataNode("TIFFField");
        field.setAttribute("number", String.valueOf(tag));
        field.appendChild(list);
        return field;
    }

    /** Tags in the form in which Java's image readers give them, which GeoTools expects. */
    private static final class Tags extends IIOMetadata {
        private final Node root;

        Tags(Node root) {
            super(false, "tags", null, null, null);
            this.root = root;
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public Node getAsTree(String format) {
            return root;
        }

        @Override
        public void mergeTree(String format, Node tree) {
            throw new IllegalStateException("read only");
        }

        @Override
        public void reset() {
            throw new IllegalStateException("read only");
        }
    }
}
