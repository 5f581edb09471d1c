package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.scorewps.engine.picture.SampleGrid;

/** Small windows spread evenly over an image, from which statistics of the whole are estimated. */
final class SampleWindows {
    private SampleWindows() {}

    /** All of a small image, each pixel once; 64 windows of 64 x 64 pixels of a large one. */
    static List<Rectangle> over(Rectangle area) {
        return SampleGrid.over(area);
    }

    /**
     * Reads windows. Those that can't be read don't count: whoever needs their pixels is told so when they are read.
     *
     * @throws UnreadablePixelsException when none can be read
     */
    static <T> List<T> read(List<Rectangle> windows, Function<Rectangle, T> reader) {
        List<T> samples = new ArrayList<>();
        Optional<UnreadablePixelsException> damage = Optional.empty();
        for (Rectangle window : windows) {
            try {
                samples.add(reader.apply(window));
            } catch (UnreadablePixelsException unreadable) {
                damage = damage.or(() -> Optional.of(unreadable));
            }
        }
        if (samples.isEmpty() && damage.isPresent()) {
            throw damage.get();
        }
        return List.copyOf(samples);
    }
}
