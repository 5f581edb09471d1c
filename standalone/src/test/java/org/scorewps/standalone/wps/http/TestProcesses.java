package org.scorewps.standalone.wps.http;

import java.awt.image.RenderedImage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.DefaultFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.referencing.CRS;
import org.geotools.util.SimpleInternationalString;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** The processes of {@link TestProcessFactory}. */
final class TestProcesses {
    private TestProcesses() {}

    /** An enumeration to choose from. */
    public enum Color {
        RED,
        GREEN
    }

    /** Shows its literals. */
    @DescribeProcess(title = "Echo", description = "Shows its inputs")
    public static final class Echo {
        @DescribeResult(
                name = "result",
                description = "the inputs",
                meta = {"mimeTypes=application/json"})
        public String execute(
                @DescribeParameter(name = "text", description = "text") String text,
                @DescribeParameter(name = "count", description = "number", min = 0, minValue = 0, maxValue = 10)
                        Integer count,
                @DescribeParameter(name = "ratio", description = "number", min = 0, defaultValue = "0.5") Double ratio,
                @DescribeParameter(name = "flag", description = "truth", min = 0, defaultValue = "false") Boolean flag,
                @DescribeParameter(name = "color", description = "choice", min = 0, defaultValue = "RED") Color color) {
            final String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
            return "{\"text\":\"" + escaped + "\",\"count\":" + count + ",\"ratio\":" + ratio + ",\"flag\":" + flag
                    + ",\"color\":\"" + color + "\"}";
        }
    }

    /** Takes a repeated input. */
    @DescribeProcess(title = "Join", description = "Joins texts")
    public static final class Join {
        @DescribeResult(name = "result", description = "all")
        public String execute(
                @DescribeParameter(name = "part", description = "parts", min = 2, max = 4) String[] parts) {
            return String.join("|", parts);
        }
    }

    /** Makes features. */
    @DescribeProcess(title = "Squares", description = "Features in UTM zone 32")
    public static final class Squares {
        @DescribeResult(name = "result", description = "squares of 10 m")
        public SimpleFeatureCollection execute(@DescribeParameter(name = "n", description = "how many") int n) {
            try {
                final SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
                type.setName("squares");
                type.setNamespaceURI("http://example.com/squares");
                type.setCRS(CRS.decode("EPSG:32632"));
                type.add("geom", Polygon.class);
                type.add("name", String.class);
                type.add("score", Double.class);
                final SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type.buildFeatureType());
                final DefaultFeatureCollection squares =
                        new DefaultFeatureCollection("squares", builder.getFeatureType());
                for (int i = 0; i < n; i++) {
                    final Envelope box = new Envelope(500000 + 20 * i, 500010 + 20 * i, 5500000, 5500010);
                    builder.addAll(new GeometryFactory().toGeometry(box), "a, \"b\" <" + i + ">", 0.5);
                    squares.add(builder.buildFeature("squares." + i));
                }
                return squares;
            } catch (FactoryException e) {
                throw new ProcessException(e);
            }
        }
    }

    /** Reads all pixels of a raster. */
    @DescribeProcess(title = "Size", description = "Reads a raster")
    public static final class Size {
        @DescribeResult(name = "result", description = "size and first sample")
        public String execute(@DescribeParameter(name = "coverage", description = "raster") GridCoverage2D coverage) {
            final RenderedImage image = coverage.getRenderedImage();
            return image.getWidth() + "x" + image.getHeight() + ":"
                    + image.getData().getSampleDouble(image.getMinX(), image.getMinY(), 0);
        }
    }

    /** Gives a raster back. */
    @DescribeProcess(title = "Copy", description = "Copies a raster")
    public static final class Copy {
        @DescribeResult(name = "result", description = "the same raster")
        public GridCoverage2D execute(
                @DescribeParameter(name = "coverage", description = "raster") GridCoverage2D coverage) {
            return coverage;
        }
    }

    /** Takes and gives a geometry. */
    @DescribeProcess(title = "Area", description = "Buffers a geometry")
    public static final class Area {
        @DescribeResult(name = "result", description = "its envelope")
        public Geometry execute(@DescribeParameter(name = "geom", description = "geometry") Geometry geometry) {
            return geometry.getEnvelope();
        }
    }

    /** Fails in several ways. */
    @DescribeProcess(title = "Fail", description = "Fails")
    public static final class Fail {
        @DescribeResult(name = "result", description = "nothing")
        public String execute(@DescribeParameter(name = "how", description = "how") String how) {
            switch (how) {
                case "process" -> throw new ProcessException("the \u0001 volcano is <out>");
                case "null" -> {
                    return null;
                }
                case "memory" -> throw new OutOfMemoryError("Java heap space");
                case "stack" -> {
                    return execute("stack");
                }
                default -> throw new IllegalStateException();
            }
        }
    }

    /** Waits until it is let go, cancelled or interrupted; the stubborn way doesn't look. */
    @DescribeProcess(title = "Wait", description = "Waits")
    public static final class Wait {
        static final Semaphore GO = new Semaphore(0);
        static final AtomicInteger CANCELLED = new AtomicInteger();

        @DescribeResult(name = "result", description = "what it did")
        public String execute(
                @DescribeParameter(name = "stubborn", description = "never looks up", min = 0, defaultValue = "false")
                        boolean stubborn,
                ProgressListener listener) {
            listener.started();
            listener.setTask(new SimpleInternationalString("waiting"));
            listener.progress(42);
            while (!acquire(stubborn)) {
                if (listener.isCanceled() && !stubborn) {
                    CANCELLED.incrementAndGet();
                    throw new ProcessException("cancelled");
                }
            }
            return "went";
        }

        private static boolean acquire(boolean stubborn) {
            try {
                return GO.tryAcquire(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                if (!stubborn) {
                    Thread.currentThread().interrupt();
                }
                return false;
            }
        }
    }

    /** Is told the media type. */
    @DescribeProcess(title = "Chosen", description = "Writes what was chosen")
    public static final class Chosen {
        @DescribeResult(
                name = "result",
                description = "the media type",
                meta = {"mimeTypes=application/json,text/plain", "chosenMimeType=mime"})
        public String execute(@DescribeParameter(name = "mime", description = "chosen", min = 0) String mime) {
            return "\"" + mime + "\"";
        }
    }
}
