package org.scorewps.process;

/** What becomes of tiles that show many objects. */
enum CrowdedTiles {
    /** They are looked at again, in parts: see {@link CloserLooks}. */
    SPLIT,
    /** Nothing: each tile is looked at once. */
    ONCE
}
