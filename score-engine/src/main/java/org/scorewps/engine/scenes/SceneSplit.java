package org.scorewps.engine.scenes;

/** Which classes scenes show. */
public enum SceneSplit {
    /** Only the base classes: for training. */
    BASE,
    /** The novel classes too: for validation. */
    ALL
}
