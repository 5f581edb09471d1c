package org.scorewps.engine.checkpoint;

/**
 * What stands in for a Python object that a model doesn't need, such as a metric or a date: it keeps its class's name and
 * nothing that it is given. Two of them are never equal, so each may be a key of a dictionary.
 */
final class InertObject {
    private final String type;

    /** @param type the Python class's or function's full name */
    InertObject(String type) {
        this.type = type;
    }

    /** Whether it is an array of numpy. */
    boolean isNumpyArray() {
        return InertClasses.NUMPY_ARRAYS.contains(type);
    }
}
