package org.scorewps.standalone.wps.http;

import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.util.SimpleInternationalString;

/** Small processes that show what the server passes in and takes out. */
public final class TestProcessFactory extends AnnotatedBeanProcessFactory {
    public TestProcessFactory() {
        super(
                new SimpleInternationalString("Test processes"),
                "test",
                TestProcesses.Echo.class,
                TestProcesses.Join.class,
                TestProcesses.Squares.class,
                TestProcesses.Size.class,
                TestProcesses.Copy.class,
                TestProcesses.Area.class,
                TestProcesses.Fail.class,
                TestProcesses.Wait.class,
                TestProcesses.Chosen.class);
    }
}
