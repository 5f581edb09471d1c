package org.scorewps.process;

import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.util.SimpleInternationalString;

/**
 * The processes of this module for GeoTools and GeoServer, which find it by {@link java.util.ServiceLoader}. Their names
 * are their classes' without "Process", with the prefix {@value #PREFIX}.
 */
public final class ScoreProcessFactory extends AnnotatedBeanProcessFactory {
    /** Prefix of the process names. */
    public static final String PREFIX = "score";

    /** For the service loader. */
    public ScoreProcessFactory() {
        super(
                new SimpleInternationalString("Open-vocabulary segmentation of aerial imagery"),
                PREFIX,
                SegmentInstancesProcess.class,
                ListModelsProcess.class);
    }
}
