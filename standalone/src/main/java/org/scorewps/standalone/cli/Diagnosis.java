package org.scorewps.standalone.cli;

/**
 * What a check of the installation found.
 *
 * @param name what was checked
 * @param status how it is
 * @param finding what was found
 * @param remedy what to do about it, empty when nothing
 */
record Diagnosis(String name, Status status, String finding, String remedy) {
    /** How a thing is. */
    enum Status {
        /** As it should be. */
        OK,
        /** Works, but may be a trouble. */
        WARN,
        /** Does not work. */
        FAIL
    }

    static Diagnosis ok(String name, String finding) {
        return new Diagnosis(name, Status.OK, finding, "");
    }

    static Diagnosis warn(String name, String finding, String remedy) {
        return new Diagnosis(name, Status.WARN, finding, remedy);
    }

    static Diagnosis fail(String name, String finding, String remedy) {
        return new Diagnosis(name, Status.FAIL, finding, remedy);
    }
}
