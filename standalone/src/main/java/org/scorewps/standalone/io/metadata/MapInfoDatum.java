package org.scorewps.standalone.io.metadata;

import java.util.Map;
import java.util.OptionalInt;

/** MapInfo's datums by their numbers, as EPSG's geographic CRSs. */
final class MapInfoDatum {
    private static final Map<Integer, Integer> GEOGRAPHIC = Map.ofEntries(
            Map.entry(1, 4201),
            Map.entry(5, 4209),
            Map.entry(6, 4210),
            Map.entry(12, 4202),
            Map.entry(13, 4203),
            Map.entry(19, 4222),
            Map.entry(21, 4223),
            Map.entry(24, 4225),
            Map.entry(28, 4230),
            Map.entry(31, 4272),
            Map.entry(33, 4258),
            Map.entry(47, 4245),
            Map.entry(55, 4261),
            Map.entry(57, 4263),
            Map.entry(62, 4267),
            Map.entry(74, 4269),
            Map.entry(79, 4277),
            Map.entry(82, 4248),
            Map.entry(87, 4265),
            Map.entry(92, 4618),
            Map.entry(96, 4298),
            Map.entry(97, 4301),
            Map.entry(103, 4322),
            Map.entry(104, 4326),
            Map.entry(107, 4275),
            Map.entry(109, 4289),
            Map.entry(110, 4313),
            Map.entry(112, 4124),
            Map.entry(113, 4207),
            Map.entry(114, 4274),
            Map.entry(115, 4258),
            Map.entry(116, 4283),
            Map.entry(117, 4167),
            Map.entry(150, 4148),
            Map.entry(152, 4612),
            Map.entry(1000, 4314),
            Map.entry(1001, 4284),
            Map.entry(1003, 4149),
            Map.entry(1004, 4237),
            Map.entry(1016, 4123),
            Map.entry(1019, 4313));

    /** Before a UTM zone's number: the codes of zones north, of zones south, 0 where there are none. */
    private static final Map<Integer, int[]> UTM = Map.of(
            104, new int[] {32600, 32700},
            74, new int[] {26900, 0},
            62, new int[] {26700, 0},
            28, new int[] {23000, 0},
            115, new int[] {25800, 0},
            116, new int[] {0, 28300});

    private static final double[] NORTH = {0, 0.9996, 500_000, 0};
    private static final double[] SOUTH = {0, 0.9996, 500_000, 10_000_000};

    private MapInfoDatum() {}

    /** EPSG's code of longitude and latitude on a datum. */
    static OptionalInt geographic(int datum) {
        Integer code = GEOGRAPHIC.get(datum);
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /**
     * EPSG's code of a transverse Mercator projection that is a zone of UTM.
     *
     * @param parameters central meridian, latitude of origin, scale, false easting and northing, metres
     */
    static OptionalInt utm(int datum, double[] parameters) {
        int[] codes = UTM.get(datum);
        if (codes == null || parameters.length < 1 || (parameters[0] + 183) % 6 != 0) {
            return OptionalInt.empty();
        }
        int zone = (int) (parameters[0] + 183) / 6;
        boolean north = codes[0] > 0 && same(parameters, NORTH);
        boolean south = codes[1] > 0 && same(parameters, SOUTH);
        return zone < 1 || zone > 60 || !(north || south)
                ? OptionalInt.empty()
                : OptionalInt.of(codes[north ? 0 : 1] + zone);
    }

    private static boolean same(double[] parameters, double[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if ((i + 1 < parameters.length ? parameters[i + 1] : 0) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
