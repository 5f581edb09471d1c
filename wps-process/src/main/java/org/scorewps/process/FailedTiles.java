package org.scorewps.process;

/** What a tile that fails does to its request. */
enum FailedTiles {
    /** It ends the request, too. */
    FAIL,
    /** The rest goes on, and the result says where nothing was looked at. */
    LIST
}
