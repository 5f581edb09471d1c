package org.scorewps.standalone.wps;

/** Exception codes of OWS Common 1.1 (table 25) and WPS 1.0.0 (table 38), with the HTTP status that goes with each. */
public enum ExceptionCode {
    MISSING_PARAMETER_VALUE("MissingParameterValue", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
    VERSION_NEGOTIATION_FAILED("VersionNegotiationFailed", 400),
    OPERATION_NOT_SUPPORTED("OperationNotSupported", 501),
    STORAGE_NOT_SUPPORTED("StorageNotSupported", 501),
    NO_APPLICABLE_CODE("NoApplicableCode", 500),
    NOT_ENOUGH_STORAGE("NotEnoughStorage", 507),
    SERVER_BUSY("ServerBusy", 503),
    FILE_SIZE_EXCEEDED("FileSizeExceeded", 413);

    private final String code;
    private final int httpStatus;

    ExceptionCode(String code, int httpStatus) {
        this.code = code;
        this.httpStatus = httpStatus;
    }

    /** The code as exception reports spell it. */
    public String code() {
        return code;
    }

    public int httpStatus() {
        return httpStatus;
    }
}
