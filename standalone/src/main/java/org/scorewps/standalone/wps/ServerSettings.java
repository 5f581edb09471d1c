package org.scorewps.standalone.wps;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an operator may set.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param publicUrl the address that clients see, when it is not the one they connect to (behind a proxy)
 * @param allowedHosts hosts ({@code name} or {@code name:port}) that input references may point at, besides this server
 * @param corsOrigins origins that browsers may call from, as patterns; empty turns CORS off
 * @param limits what one request, and all of them together, may take
 */
public record ServerSettings(
        String host,
        int port,
        Optional<URI> publicUrl,
        List<String> allowedHosts,
        List<String> corsOrigins,
        Limits limits) {

    public ServerSettings {
        allowedHosts = List.copyOf(allowedHosts);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** Listens on this machine only, on a free port, and fetches nothing from elsewhere. */
    public static ServerSettings defaults() {
        return new ServerSettings("127.0.0.1", 0, Optional.empty(), List.of(), List.of(".*"), Limits.defaults());
    }

    public ServerSettings withLimits(Limits newLimits) {
        return new ServerSettings(host, port, publicUrl, allowedHosts, corsOrigins, newLimits);
    }

    public ServerSettings withAllowedHosts(List<String> hosts) {
        return new ServerSettings(host, port, publicUrl, hosts, corsOrigins, limits);
    }

    /**
     * What one request, and all of them together, may take.
     *
     * @param requestBytes largest request body
     * @param inputBytes largest input, decoded or fetched
     * @param storageBytes disk space for the inputs and results of all requests together
     * @param parallelJobs processes that run at the same time
     * @param queuedJobs requests that may wait for their turn
     * @param executionTime longest run of a process
     * @param fetchTime longest fetch of a referenced input
     * @param retention how long finished jobs and their results are kept
     */
    public record Limits(
            long requestBytes,
            long inputBytes,
            long storageBytes,
            int parallelJobs,
            int queuedJobs,
            Duration executionTime,
            Duration fetchTime,
            Duration retention) {

        public static Limits defaults() {
            final long megabyte = 1L << 20;
            return new Limits(
                    1024 * megabyte,
                    1024 * megabyte,
                    8192 * megabyte,
                    4,
                    32,
                    Duration.ofHours(1),
                    Duration.ofMinutes(2),
                    Duration.ofHours(1));
        }
    }
}
