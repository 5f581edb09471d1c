package org.scorewps.engine.scenes.body;

import java.util.List;
import org.scorewps.engine.scenes.draw.Noise;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Part;
import org.scorewps.engine.scenes.draw.Relief;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Trees and bushes: no instances, but they hide and shade. */
public final class Plants {
    private static final List<Rgb> LEAVES =
            List.of(Rgb.of(0x45602F), Rgb.of(0x3A5330), Rgb.of(0x567038), Rgb.of(0x4B5E36), Rgb.of(0x65733F));

    private Plants() {}

    /** A tree with a crown of a radius in metres. */
    public static Body tree(SceneRandom random, double radius) {
        Rgb colour = random.pick(LEAVES).vary(random, 0.15);
        Paint leaves = Paint.grain(colour, new Noise(random.nextLong()), 0.5, radius * 0.7);
        Part crown = Part.block(Outlines.blob(random, radius, 0.16), radius * 0.5, radius * 1.7, colour.times(0.7))
                .painted(leaves)
                .formed(Relief.dome(radius * 1.15, 0.55));
        return Body.scenery(List.of(crown));
    }
}
