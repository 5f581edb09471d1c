package org.scorewps.standalone.wps.process;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.geotools.api.feature.type.Name;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;
import org.scorewps.standalone.wps.WpsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All processes that GeoTools finds and this server can offer, by identifier. */
public final class ProcessCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessCatalog.class);

    private final Map<String, OfferedProcess> processes = new TreeMap<>();

    /** Looks at every factory on the class path, once. */
    public ProcessCatalog() {
        for (ProcessFactory factory : Processors.getProcessFactories()) {
            for (Name name : factory.getNames()) {
                try {
                    final Optional<OfferedProcess> process = OfferedProcess.of(factory, name);
                    process.ifPresent(offered -> processes.put(offered.id(), offered));
                } catch (RuntimeException e) {
                    LOG.warn("process {} describes itself wrongly and is left out", name, e);
                }
            }
        }
    }

    public Collection<OfferedProcess> all() {
        return Collections.unmodifiableCollection(processes.values());
    }

    /**
     * A process.
     *
     * @throws WpsException InvalidParameterValue when there is no such process
     */
    public OfferedProcess get(String id) {
        final OfferedProcess process = processes.get(id.trim());
        if (process == null) {
            throw WpsException.invalid("identifier", "no such process: " + abbreviate(id));
        }
        return process;
    }

    private static String abbreviate(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
