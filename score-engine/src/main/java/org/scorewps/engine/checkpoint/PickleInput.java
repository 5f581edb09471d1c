package org.scorewps.engine.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.scorewps.engine.InvalidInputException;

/** The arguments of pickle opcodes. A length that a pickle claims is checked before anything of that size is made. */
final class PickleInput {
    /** Longest whole number, bytes; the magic number of legacy checkpoints has 10. */
    private static final int MAX_NUMBER_BYTES = 32;

    private final String file;
    private final ByteBuffer bytes;

    /**
     * @param file the file's name for messages
     * @param bytes the pickle from its position on; the position moves
     */
    PickleInput(String file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    int unsignedByte() {
        return need(1).get() & 0xff;
    }

    int unsignedShort() {
        return need(2).getShort() & 0xffff;
    }

    int int32() {
        return need(4).getInt();
    }

    double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(need(8).getLong()));
    }

    /** A length in one byte. */
    int length1() {
        return checked(unsignedByte());
    }

    /** A length in four bytes. */
    int length4() {
        return checked(int32() & 0xffffffffL);
    }

    /** A length in eight bytes. */
    int length8() {
        return checked(need(8).getLong());
    }

    String utf8(int length) {
        return text(length, StandardCharsets.UTF_8);
    }

    String latin1(int length) {
        return text(length, StandardCharsets.ISO_8859_1);
    }

    /** The rest of the line, without its end. */
    String line() {
        int start = bytes.position();
        while (unsignedByte() != '\n') {
            // the line's end is what is searched for
        }
        int length = bytes.position() - start - 1;
        bytes.position(start);
        String line = latin1(length);
        bytes.get();
        return line;
    }

    /** A whole number in little-endian two's complement. */
    Number number(int length) {
        if (length > MAX_NUMBER_BYTES) {
            throw broken("a whole number of " + length + " bytes");
        }
        byte[] digits = new byte[length];
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = need(1).get();
        }
        return length == 0 ? (Number) 0L : simplify(new BigInteger(digits));
    }

    /** A whole number in decimal digits, with the L that Python 2 wrote. */
    Number decimal(String digits) {
        String plain = digits.endsWith("L") ? digits.substring(0, digits.length() - 1) : digits;
        if (plain.length() > MAX_NUMBER_BYTES) {
            throw broken("a whole number of " + plain.length() + " digits");
        }
        try {
            return simplify(new BigInteger(plain));
        } catch (NumberFormatException e) {
            throw broken("\"" + plain + "\" where a whole number is needed");
        }
    }

    /** Moves over bytes. */
    void skip(int length) {
        bytes.position(bytes.position() + length);
    }

    /** What to throw for a pickle that is damaged. */
    InvalidInputException broken(String what) {
        return new InvalidInputException("%s: damaged pickle at byte %d: %s".formatted(file, bytes.position(), what));
    }

    private static Number simplify(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }

    private String text(int length, Charset charset) {
        byte[] text = new byte[checked(length)];
        bytes.get(text);
        return new String(text, charset);
    }

    private int checked(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw broken("it ends early");
        }
        return (int) length;
    }

    private ByteBuffer need(int length) {
        checked(length);
        return bytes;
    }
}
