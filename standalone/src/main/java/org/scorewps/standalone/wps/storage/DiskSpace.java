package org.scorewps.standalone.wps.storage;

import java.util.concurrent.atomic.AtomicLong;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.WpsException;

/** The disk space that all requests share. */
public final class DiskSpace {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /**
     * The space.
     *
     * @param limit in bytes
     */
    public DiskSpace(long limit) {
        this.limit = limit;
    }

    /** @throws WpsException NotEnoughStorage when the bytes don't fit */
    void take(long bytes) {
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            throw new WpsException(
                    ExceptionCode.NOT_ENOUGH_STORAGE,
                    "",
                    "the server's " + limit + " bytes for inputs and results are used up");
        }
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Bytes in use now. */
    public long used() {
        return used.get();
    }
}
