package org.scorewps.process.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

class FeatureIdsTest {
    private static final double PIXEL = 0.5;

    private static FeatureIds ids() {
        return new FeatureIds(PIXEL);
    }

    @Property(tries = 50)
    void theOrderMakesNoDifference(@ForAll long seed) {
        Random random = new Random(seed);
        List<Coordinate> centres = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            // as far apart as objects of one class are
            centres.add(new Coordinate(400000 + 10 * (i % 25) + random.nextDouble(), 5e6 + 10 * (i / 25)));
        }
        Map<Coordinate, String> first = named(centres);
        Collections.shuffle(centres, random);
        assertThat(named(centres)).isEqualTo(first);
    }

    private static Map<Coordinate, String> named(List<Coordinate> centres) {
        FeatureIds ids = ids();
        Map<Coordinate, String> names = new HashMap<>();
        centres.forEach(centre -> names.put(centre, ids.next("ship", centre, 100)));
        return names;
    }

    @Property(tries = 200)
    void theLastBitsOfRoundCoordinatesMakeNoDifference(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double x, @ForAll @DoubleRange(min = 0, max = 9e6) double y) {
        Coordinate round = new Coordinate(Math.rint(4 * x) / 4, Math.rint(4 * y) / 4);
        Coordinate nearly = new Coordinate(round.x + 1e-7, round.y - 1e-7);
        assertThat(ids().next("ship", nearly, 1)).isEqualTo(ids().next("ship", round, 2));
    }

    @Test
    void classesAndPlacesDiffer() {
        String name = ids().next("ship", new Coordinate(10, 10), 1);
        assertThat(ids().next("pier", new Coordinate(10, 10), 1)).isNotEqualTo(name);
        assertThat(ids().next("ship", new Coordinate(14, 10), 1)).isNotEqualTo(name);
        assertThat(ids().next("ship", new Coordinate(10, 14), 1)).isNotEqualTo(name);
    }

    @Test
    void objectsInOnePlaceGetNumbersOfTheirOwnThatAreTheSameAgain() {
        FeatureIds first = ids();
        FeatureIds second = ids();
        List<String> names = new ArrayList<>();
        for (double area : new double[] {5, 7, 7}) {
            String name = first.next("ship", new Coordinate(10, 10), area);
            assertThat(second.next("ship", new Coordinate(10, 10), area)).isEqualTo(name);
            names.add(name);
        }
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void namesAreXmlNamesAndNumbersAreExactInJson() {
        FeatureIds ids = ids();
        for (int i = 0; i < 1000; i++) {
            String name = ids.next("Schiff, \u8239", new Coordinate(100 * i, 5e6), 1);
            assertThat(name).matches("instances\\.[1-9]\\d{0,15}");
            long number = Long.parseLong(name.substring(name.indexOf('.') + 1));
            assertThat((long) (double) number).isEqualTo(number);
        }
    }
}
