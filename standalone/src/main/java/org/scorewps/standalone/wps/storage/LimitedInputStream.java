package org.scorewps.standalone.wps.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails once more bytes were read than allowed. */
public final class LimitedInputStream extends FilterInputStream {
    private final String what;
    private final long limit;
    private long count;

    /**
     * A stream over another.
     *
     * @param what names the stream in the error: {@code the request}
     */
    public LimitedInputStream(InputStream in, String what, long limit) {
        super(in);
        this.what = what;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        final int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        final int n = super.read(bytes, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        final long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long n) throws SizeLimitException {
        count += n;
        if (count > limit) {
            throw new SizeLimitException(what + " is larger than the " + limit + " bytes that are allowed");
        }
    }
}
