package org.scorewps.engine.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.scenes.body.Body;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Canvas;
import org.scorewps.engine.scenes.draw.Light;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Part;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.Rgb;

/** Pictures of 100 x 100 pixels around the origin. */
class VisibleObjectsTest {
    private static final int SIDE = 100;
    private static final Light NOON = new Light(1, 0, 0, 0.5, 0, 0);

    @Property(tries = 200)
    void aDiscCountsWhereAThirdOfItIsInThePicture(@ForAll @DoubleRange(min = -19, max = 19) double beyond) {
        double radius = 20;
        Body roundabout = flat(SceneClass.ROUNDABOUT, Outlines.circle(0, 0, radius));
        List<SceneObject> seen = at(roundabout, SIDE / 2.0 + beyond, 3, 1);
        // the part of a disc that lies within a distance of its middle, on the other side or on this
        double distance = beyond / radius;
        double share = (Math.acos(distance) - distance * Math.sqrt(1 - distance * distance)) / Math.PI;
        if (share > VisibleObjects.MIN_SHARE + 0.03) {
            assertThat(seen).hasSize(1);
            assertThat((double) seen.get(0).mask().area())
                    .isCloseTo(share * Math.PI * radius * radius, Offset.offset(40.0));
        } else if (share < VisibleObjects.MIN_SHARE - 0.03) {
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void aPieceOfALongThingIsEnough() {
        Body pier = flat(SceneClass.PIER, Outlines.rectangle(120, 3));
        // 15 of its 120 metres
        assertThat(at(pier, 95, 0, 1)).hasSize(1);
        // less than half as long as it is wide
        assertThat(at(flat(SceneClass.PIER, Outlines.rectangle(120, 30)), 96, 0, 1))
                .isEmpty();
    }

    @Test
    void aLargePieceIsEnough() {
        Body warehouse = flat(SceneClass.WAREHOUSE, Outlines.rectangle(200, 200));
        // 80 x 100 metres of it are in the picture, a fifth
        assertThat(at(warehouse, 70, 0, 1)).hasSize(1);
        assertThat(at(warehouse, 120, 0, 1)).isEmpty();
        // the same place at pixels half as large: there are more of them, but none of more of it
        assertThat(at(warehouse, 110, 0, 0.5)).isEmpty();
    }

    @Test
    void whatIsWholeCountsHoweverSmall() {
        Body car = flat(SceneClass.SMALL_VEHICLE, Outlines.rectangle(8, 4));
        assertThat(at(car, 0, 0, 1)).hasSize(1);
        assertThat(at(flat(SceneClass.SMALL_VEHICLE, Outlines.rectangle(6, 4)), 0, 0, 1))
                .isEmpty();
    }

    @Test
    void aFootprintIsWhatThePartsCover() {
        Part disc = Part.flat(Outlines.circle(0, 0, 10), Paint.flat(Rgb.grey(0.5)));
        Part bar = Part.flat(Outlines.rectangle(40, 2), Paint.flat(Rgb.grey(0.5)));
        Body body = Body.of(SceneClass.AIRPLANE, List.of(disc, bar));
        assertThat(body.shorterSide()).isEqualTo(20);
        assertThat(body.footprint()).isCloseTo(Math.PI * 100 + 40, Percentage.withPercentage(6));
    }

    private static Body flat(SceneClass kind, double[] outline) {
        return Body.of(kind, List.of(Part.flat(outline, Paint.flat(Rgb.grey(0.5)))));
    }

    private static List<SceneObject> at(Body body, double x, double y, double resolution) {
        Canvas canvas = new Canvas(SIDE, SIDE, resolution, 0, 0, NOON);
        canvas.draw(body.parts(), Pose.of(x, y, 0), true, 0);
        return VisibleObjects.of(canvas, List.of(body));
    }
}
