package org.scorewps.process.vector;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;

/**
 * Names features by what they are, a class and a place, so that an object has the same {@code fid} in every run,
 * whatever else was found and in whichever order. The number is the first 52 bits of the SHA-256 of the class's name and
 * of the cell of a fixed grid in the CRS that holds the object's centre: it is exact in JSON's doubles, a valid key of
 * a GeoPackage, and with the type's name before it (as GeoTools' databases do) a valid {@code gml:id}. Cells are some
 * pixels wide, so that an outline that differs by a fraction of a pixel, as it does between extents, nearly always keeps
 * its number.
 *
 * <p>When a number is taken, by an object of the same class in the same cell, the next one is made of its exact place
 * and area. One object of this class belongs to one pass over the instances, and remembers their numbers.
 */
public final class FeatureIds {
    /** Pixels in a cell's side, about: objects of one class are rarely nearer to each other. */
    private static final double CELL_PIXELS = 4;

    /**
     * Keeps the borders of cells off whole and half pixels of round coordinates, where centres of drawn things lie and
     * the last bit would choose the cell: the golden section, which is far from all simple fractions.
     */
    private static final double SHIFT = (Math.sqrt(5) - 1) / 2;

    private static final int UNUSED_BITS = Long.SIZE - 52;

    private final double cell;
    private final MessageDigest sha256;
    private final Set<Long> taken = new HashSet<>();

    /** @param pixel side of a pixel in the CRS's units */
    FeatureIds(double pixel) {
        // a power of two: the same grid for extents whose pixels differ in the last bits
        cell = Math.scalb(1.0, (int) Math.rint(Math.log(CELL_PIXELS * pixel) / Math.log(2)));
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /**
     * The next feature's name.
     *
     * @param className of the object
     * @param centre of the object, in the CRS
     * @param area of the object, in any unit; tells objects with one centre apart
     */
    String next(String className, Coordinate centre, double area) {
        String key = className + '\n' + cell(centre.x) + '\n' + cell(centre.y);
        long number = number(key);
        for (int attempt = 0; !taken.add(number); attempt++) {
            number = number(key + '\n' + centre.x + '\n' + centre.y + '\n' + area + '\n' + attempt);
        }
        return InstanceFeatures.TYPE_NAME + "." + number;
    }

    private long cell(double ordinate) {
        return (long) Math.floor(ordinate / cell + SHIFT);
    }

    private long number(String key) {
        return ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8)))
                        .getLong()
                >>> UNUSED_BITS;
    }
}
