package org.scorewps.process;

import java.util.Set;
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
    private static final String SEGMENT_SEMANTIC = "SegmentSemantic";

    private static final String SEGMENT_PANOPTIC = "SegmentPanoptic";
    private static final Set<String> PROGRESSING =
            Set.of(SEGMENT_INSTANCES, SEGMENT_SEMANTIC, SEGMENT_PANOPTIC, ESTIMATE);

    /** For the service loader. */
    public ScoreProcessFactory() {
        super(
                new SimpleInternationalString("Open-vocabulary segmentation of aerial imagery"),
                PREFIX,
                SegmentInstancesProcess.class,
                EstimateSegmentationProcess.class,
                SegmentSemanticProcess.class,
                SegmentPanopticProcess.class,
                ListModelsProcess.class);
    }

    /** Hands out processes that find the engine when they run. */
    @Override
    protected Object createProcessBean(Name name) {
        return switch (name.getLocalPart()) {
            case SEGMENT_INSTANCES -> new SegmentInstancesProcess(ScoreRegistry::get);
            case ESTIMATE -> new EstimateSegmentationProcess(ScoreRegistry::get);
            case SEGMENT_PANOPTIC -> new SegmentPanopticProcess(ScoreRegistry::get);
            case SEGMENT_SEMANTIC -> new SegmentSemanticProcess(ScoreRegistry::get);
            case "ListModels" -> new ListModelsProcess(ScoreRegistry::get);
            default -> throw new IllegalArgumentException("there is no process " + name);
        };
    }

    /** Whether a process reports progress and can be cancelled; the superclass says no for all. */
    @Override
    public boolean supportsProgress(Name name) {
        return PROGRESSING.contains(name.getLocalPart());
    }
}
