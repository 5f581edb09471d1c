package org.scorewps.engine.scenes.draw;

/**
 * The sun and the direction the camera looks from; one for a whole scene.
 *
 * @param sunX towards the sun, right, horizontal unit vector
 * @param sunY towards the sun, down
 * @param shadowLength metres of shadow for each metre of height
 * @param darkness part of the light that a shadow takes away
 * @param leanX metres that a roof is moved right for each metre of its height, as the camera isn't straight above
 * @param leanY the same, down
 */
public record Light(double sunX, double sunY, double shadowLength, double darkness, double leanX, double leanY) {
    /** A random time of day and flight. */
    public static Light random(SceneRandom random) {
        double azimuth = random.angle();
        double elevation = random.range(0.5, 1.15);
        double lean = random.angle();
        double amount = random.chance(0.4) ? 0 : random.range(0, 0.14);
        return new Light(
                StrictMath.cos(azimuth),
                StrictMath.sin(azimuth),
                1 / StrictMath.tan(elevation),
                random.range(0.4, 0.64),
                amount * StrictMath.cos(lean),
                amount * StrictMath.sin(lean));
    }

    /** Brightness of a surface with a normal's horizontal part, relative to level ground. */
    public double brightness(double nx, double ny) {
        double up = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny));
        double direct = Math.max(0, up + (nx * sunX + ny * sunY) * shadowLength);
        return Math.min(1.45, 1 - darkness + darkness * direct);
    }
}
