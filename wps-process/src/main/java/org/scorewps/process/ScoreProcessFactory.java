package org.scorewps.process;

import org.geotools.api.feature.type.Name;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.util.SimpleInternationalString;

/**
 * The processes of this module for GeoTools and GeoServer, which find it by {@link java.util.ServiceLoader}. Their names
 * are their classes' without "Process", with the prefix {@value #PREFIX}.
 */
public final class ScoreProcessFactory extends AnnotatedBeanProcessFactory {
    /** Prefix of the process names. */
    public static final String PREFIX = "score";

    private static final String SEGMENT_INSTANCES = "SegmentInstances";
    private static final String ESTIMATE = "EstimateSegmentation";

    /** For the service loader. */
    public ScoreProcessFactory() {
        super(
                new SimpleInternationalString("Open-vocabulary segmentation of aerial imagery"),
                PREFIX,
                SegmentInstancesProcess.class,
                EstimateSegmentationProcess.class,
                ListModelsProcess.class);
    }

    /** Hands out processes that find the engine when they run. */
    @Override
    protected Object createProcessBean(Name name) {
        return switch (name.getLocalPart()) {
            case SEGMENT_INSTANCES -> new SegmentInstancesProcess(ScoreRegistry::get);
            case ESTIMATE -> new EstimateSegmentationProcess(ScoreRegistry::get);
            case "ListModels" -> new ListModelsProcess(ScoreRegistry::get);
            default -> throw new IllegalArgumentException("there is no process " + name);
        };
    }

    /** Whether a process reports progress and can be cancelled; the superclass says no for all. */
    @Override
    public boolean supportsProgress(Name name) {
        return SEGMENT_INSTANCES.equals(name.getLocalPart()) || ESTIMATE.equals(name.getLocalPart());
    }
}
