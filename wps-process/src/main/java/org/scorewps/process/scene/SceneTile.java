package org.scorewps.process.scene;

import java.util.Arrays;
import java.util.Optional;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.MaskLogits;

/**
 * One window of a scene, ready for the network.
 *
 * @param image the pixels; invalid ones have a neutral colour
 * @param valid positive where pixels are valid, one sample a pixel; empty when all are
 */
public record SceneTile(ImageTile image, Optional<MaskLogits> valid) {
    /** Whether no pixel is valid: nothing can be found here. */
    public boolean blank() {
        return valid.isPresent() && !any(valid.get().values());
    }

    private static boolean any(float[] values) {
        for (float value : values) {
            if (value > 0) {
                return true;
            }
        }
        return false;
    }

    /** Puts a tile together from 8-bit pixels and their validity. */
    static SceneTile of(ImageTile image, boolean[] valid) {
        float[] logits = new float[valid.length];
        Arrays.fill(logits, 1);
        boolean all = true;
        for (int i = 0; i < valid.length; i++) {
            if (!valid[i]) {
                logits[i] = -1;
                all = false;
            }
        }
        return new SceneTile(
                image, all ? Optional.empty() : Optional.of(new MaskLogits(image.width(), image.height(), 1, logits)));
    }
}
