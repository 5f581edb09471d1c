package org.scorewps.standalone.wps.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Readers and writers made of one function. */
final class FunctionalFormats {
    private FunctionalFormats() {}

    /** Turns a file into an object. */
    @FunctionalInterface
    interface Reading {
        Object read(Path file, OpenFiles open) throws IOException;
    }

    /** Turns an object into bytes. */
    @FunctionalInterface
    interface Writing<T> {
        void write(T value, OutputStream out) throws IOException;
    }

    static ComplexReader reader(ComplexFormat format, Reading reading) {
        return new ComplexReader() {
            @Override
            public ComplexFormat format() {
                return format;
            }

            @Override
            public Object read(Path file, OpenFiles open) throws IOException {
                return reading.read(file, open);
            }
        };
    }

    static <T> ComplexWriter writer(ComplexFormat format, Class<T> type, Writing<T> writing) {
        return new ComplexWriter() {
            @Override
            public ComplexFormat format() {
                return format;
            }

            @Override
            public void write(Object value, OutputStream out) throws IOException {
                writing.write(type.cast(value), out);
            }
        };
    }
}
