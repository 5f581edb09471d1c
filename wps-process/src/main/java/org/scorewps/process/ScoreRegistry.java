package org.scorewps.process;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.geotools.process.ProcessException;

/**
 * Where processes find the engine. GeoTools makes process factories by {@link java.util.ServiceLoader}, so nothing can be
 * handed to them: this is the one static place in the project, set once by the program (GeoServer's application context,
 * the embedded server, the command line) and read when a process runs.
 */
public final class ScoreRegistry {
    private static final AtomicReference<ScoreServices> CURRENT = new AtomicReference<>();

    private ScoreRegistry() {}

    /** Makes services available to all processes of this JVM, in place of earlier ones. */
    public static void set(ScoreServices services) {
        CURRENT.set(services);
    }

    /** Takes services back; does nothing when others were set since. */
    public static void clear(ScoreServices services) {
        CURRENT.compareAndSet(services, null);
    }

    /**
     * What processes work with now.
     *
     * @throws ProcessException when nothing was set
     */
    public static ScoreServices get() {
        return Optional.ofNullable(CURRENT.get())
                .orElseThrow(() -> new ProcessException("the segmentation engine isn't set up on this server"));
    }
}
