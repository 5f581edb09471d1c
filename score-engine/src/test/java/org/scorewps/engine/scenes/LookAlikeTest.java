package org.scorewps.engine.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.scenes.body.Body;
import org.scorewps.engine.scenes.body.LookAlikeBodies;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Canvas;
import org.scorewps.engine.scenes.draw.Light;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.SceneRandom;
import org.scorewps.engine.scenes.draw.Sensor;

class LookAlikeTest {
    record Pair(SceneClass one, SceneClass other, BiFunction<SceneRandom, SceneClass, Body> maker) {}

    static List<Pair> pairs() {
        return List.of(
                new Pair(SceneClass.SHIP, SceneClass.LARGE_VEHICLE, LookAlikeBodies::longBody),
                new Pair(SceneClass.STORAGE_TANK, SceneClass.SILO, LookAlikeBodies::roundBody),
                new Pair(SceneClass.SWIMMING_POOL, SceneClass.SHIPPING_CONTAINER, LookAlikeBodies::blueRectangle),
                new Pair(SceneClass.GREENHOUSE, SceneClass.HANGAR, LookAlikeBodies::paleHall),
                new Pair(SceneClass.CHIMNEY, SceneClass.LIGHTHOUSE, LookAlikeBodies::slenderTower));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void bothClassesOfAPairAreDrawnAlike(Pair pair) {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(picture(pair, pair.one(), seed)).isEqualTo(picture(pair, pair.other(), seed));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aShadowDarkensTheGroundButIsNotPartOfTheMask(Pair pair) {
        Body body = pair.maker().apply(new SceneRandom(3), pair.one());
        Canvas canvas = canvas(body, 2.5);
        canvas.draw(body.parts(), Pose.of(0, 0, 0.4), true, 0);
        Canvas flat = canvas(body, 0);
        flat.draw(body.parts(), Pose.of(0, 0, 0.4), true, 0);
        assertThat(canvas.owners()).isEqualTo(flat.owners()).contains(1);
        int darkened = 0;
        byte[] ground = Sensor.CLEAR.expose(canvas, new SceneRandom(1)).rgb();
        for (int at = 0; at < canvas.owners().length; at++) {
            if (canvas.owners()[at] == 0 && (ground[3 * at] & 255) < 110) {
                darkened++;
            }
        }
        assertThat(darkened).isPositive();
    }

    private static ImageTile picture(Pair pair, SceneClass kind, long seed) {
        Body body = pair.maker().apply(new SceneRandom(seed), kind);
        Canvas canvas = canvas(body, 1);
        canvas.draw(body.parts(), Pose.of(0, 0, 0.4), true, 0);
        return Sensor.CLEAR.expose(canvas, new SceneRandom(1));
    }

    private static Canvas canvas(Body body, double shadow) {
        double resolution = (2.2 * body.radius() + 2) / 64;
        Canvas canvas = new Canvas(64, 64, resolution, 0, 0, new Light(1, 0, shadow, 0.6, 0, 0));
        canvas.cover((x, y, rgb) -> {
            rgb[0] = 0.5f;
            rgb[1] = 0.5f;
            rgb[2] = 0.5f;
            return 1;
        });
        return canvas;
    }
}
