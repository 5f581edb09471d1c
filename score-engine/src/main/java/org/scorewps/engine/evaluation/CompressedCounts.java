package org.scorewps.engine.evaluation;

/**
 * COCO's text form of run lengths: from the fourth run on, the difference to the run two before; each number in groups of
 * five bits, lowest first, as characters from {@code '0'} on. Bit 5 of a character says that another follows; bit 4 of the
 * last one is the sign.
 */
final class CompressedCounts {
    private static final int FIRST = '0';
    private static final int BITS = 5;
    private static final int GROUP = (1 << BITS) - 1;
    private static final int MORE = 1 << BITS;
    private static final int SIGN = 1 << (BITS - 1);
    /** 35 bits hold every difference of two 31-bit lengths. */
    private static final int MAX_GROUPS = 7;

    private CompressedCounts() {}

    static String encode(int[] counts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            long rest = (long) counts[i] - (i > 2 ? counts[i - 2] : 0);
            boolean more = true;
            while (more) {
                int group = (int) rest & GROUP;
                rest >>= BITS;
                more = (group & SIGN) != 0 ? rest != -1 : rest != 0;
                text.append((char) (FIRST + (more ? group | MORE : group)));
            }
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException when the text is no such form */
    static int[] decode(String text) {
        IntList counts = new IntList();
        long value = 0;
        int groups = 0;
        for (int i = 0; i < text.length(); i++) {
            int code = text.charAt(i) - FIRST;
            if (code < 0 || code > (MORE | GROUP) || groups == MAX_GROUPS) {
                throw new IllegalArgumentException("broken run lengths at character " + (i + 1));
            }
            value |= (long) (code & GROUP) << (BITS * groups);
            groups++;
            if ((code & MORE) == 0) {
                value |= (code & SIGN) != 0 ? -1L << (BITS * groups) : 0;
                value += counts.size() > 2 ? counts.get(counts.size() - 2) : 0;
                if (value < 0 || value > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException("a run of " + value + " pixels");
                }
                counts.add((int) value);
                value = 0;
                groups = 0;
            }
        }
        if (groups > 0) {
            throw new IllegalArgumentException("run lengths that end inside a number");
        }
        return counts.toArray();
    }
}
