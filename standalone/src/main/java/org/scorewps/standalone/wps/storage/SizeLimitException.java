package org.scorewps.standalone.wps.storage;

import java.io.IOException;

/** Something is larger than it may be. The message names the thing and the limit. */
public final class SizeLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    public SizeLimitException(String message) {
        super(message);
    }
}
