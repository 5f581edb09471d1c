package org.scorewps.standalone.wps.job;

import java.net.URI;
import java.util.List;
import org.scorewps.standalone.wps.WpsException;

/** Which hosts references may point at. */
public final class AllowedHosts {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final List<String> hosts;

    /**
     * The only hosts that are allowed.
     *
     * @param hosts {@code name} for any port, or {@code name:port}
     */
    public AllowedHosts(List<String> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /** The port of an address, by its scheme when it names none. */
    public static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    }

    /** Throws unless the address is one that may be fetched. */
    void check(String input, URI address) {
        final String scheme = address.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw WpsException.invalid(input, input + ": only http and https references are allowed");
        }
        final String host = address.getHost();
        final String hostAndPort = host + ":" + port(address);
        final boolean allowed = host != null
                && address.getUserInfo() == null
                && hosts.stream()
                        .anyMatch(known -> known.equalsIgnoreCase(host) || known.equalsIgnoreCase(hostAndPort));
        if (!allowed) {
            throw WpsException.invalid(
                    input, input + ": references to " + hostAndPort + " are not allowed on this server");
        }
    }
}
