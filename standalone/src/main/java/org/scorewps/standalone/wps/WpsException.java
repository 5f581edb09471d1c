package org.scorewps.standalone.wps;

import java.util.Optional;

/** What a client is told in an exception report. The message is one line that names the thing and the limit. */
public final class WpsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExceptionCode code;
    private final String locator;
    private final int httpStatus;

    public WpsException(ExceptionCode code, String locator, String message) {
        this(code, locator, message, code.httpStatus(), null);
    }

    private WpsException(ExceptionCode code, String locator, String message, int httpStatus, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.locator = locator;
        this.httpStatus = httpStatus;
    }

    /** A parameter or input whose value can't be used. */
    public static WpsException invalid(String locator, String message) {
        return new WpsException(ExceptionCode.INVALID_PARAMETER_VALUE, locator, message);
    }

    /** A parameter or input that must be there. */
    public static WpsException missing(String locator, String message) {
        return new WpsException(ExceptionCode.MISSING_PARAMETER_VALUE, locator, message);
    }

    /**
     * The process itself failed. As GeoServer has it, HTTP delivered what was asked for: the status is 200 and the report
     * tells the rest.
     */
    public static WpsException processFailed(String message, Throwable cause) {
        return new WpsException(ExceptionCode.NO_APPLICABLE_CODE, "", message, 200, cause);
    }

    public ExceptionCode code() {
        return code;
    }

    /** The parameter or input that it is about. */
    public Optional<String> locator() {
        return locator.isEmpty() ? Optional.empty() : Optional.of(locator);
    }

    public int httpStatus() {
        return httpStatus;
    }
}
