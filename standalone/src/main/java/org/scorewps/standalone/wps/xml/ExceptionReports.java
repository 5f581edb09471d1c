package org.scorewps.standalone.wps.xml;

import net.opengis.ows.v_1_1_0.ExceptionReport;
import net.opengis.ows.v_1_1_0.ExceptionType;
import org.scorewps.standalone.wps.WpsException;

/** Exception reports of OWS Common 1.1, clause 8. */
public final class ExceptionReports {
    private ExceptionReports() {}

    public static ExceptionReport of(WpsException failure) {
        final ExceptionType exception = new ExceptionType();
        exception.setExceptionCode(failure.code().code());
        failure.locator().ifPresent(exception::setLocator);
        exception.getExceptionText().add(failure.getMessage());
        final ExceptionReport report = new ExceptionReport();
        report.setVersion("1.1.0");
        report.setLang("en");
        report.getException().add(exception);
        return report;
    }
}
