package org.scorewps.process.scene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.geotools.coverage.grid.GridCoverage2D;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.picture.AlphaBand;
import org.scorewps.engine.picture.ColourBands;

/**
 * What the bands of a coverage are called. Names come from the file ({@link BandMetadata}) and from the coverage's sample
 * dimensions, which are what a layer's bands are called in GeoServer. Only the file's own interpretation decides what is
 * shown when nobody says: GeoTools gives names such as RED_BAND by place alone.
 */
final class BandNames {
    /** What GeoTools calls bands that have no name. */
    private static final Pattern NUMBERED = Pattern.compile("(?i)band[ _]?\\d+");

    private final int count;
    private final List<BandMetadata.Band> file;
    private final List<Set<String>> names;

    private BandNames(int count, List<BandMetadata.Band> file, List<Set<String>> names) {
        this.count = count;
        this.file = file;
        this.names = names;
    }

    static BandNames of(GridCoverage2D coverage) {
        int count = coverage.getRenderedImage().getSampleModel().getNumBands();
        List<BandMetadata.Band> file =
                BandMetadata.of(coverage).map(BandMetadata::bands).orElse(List.of());
        List<Set<String>> names = new ArrayList<>();
        for (int band = 0; band < count; band++) {
            Set<String> own = new LinkedHashSet<>();
            if (band < file.size()) {
                file.get(band).description().ifPresent(own::add);
                file.get(band).interpretation().ifPresent(own::add);
            }
            if (band < coverage.getNumSampleDimensions()) {
                String dimension =
                        String.valueOf(coverage.getSampleDimension(band).getDescription());
                own.add(dimension);
                own.add(dimension.replaceFirst("(?i)_(BAND|INDEX)$", ""));
            }
            own.removeIf(String::isBlank);
            names.add(own);
        }
        return new BandNames(count, file, names);
    }

    /** Bands of the coverage. */
    int count() {
        return count;
    }

    /** The bands shown when nobody says which. */
    ColourBands colours() {
        return ColourBands.of(count, interpretations());
    }

    /** The bands that are said to be alpha, the first one first. */
    List<Integer> alpha() {
        return IntStream.range(0, count)
                .filter(band -> names.get(band).stream().anyMatch(AlphaBand.NAME::equalsIgnoreCase))
                .boxed()
                .toList();
    }

    /**
     * The band with a name, in capitals or not.
     *
     * @throws InvalidInputException when there is none, or there are several
     */
    int find(String name) {
        int[] found = bands(name.strip());
        if (found.length == 1) {
            return found[0];
        }
        // what the file says that a band shows counts before what several bands are called
        int interpreted = interpreted(name.strip());
        if (interpreted >= 0) {
            return interpreted;
        }
        throw new InvalidInputException(
                found.length == 0
                        ? "bands names \"%s\", but the coverage has %s".formatted(name.strip(), told())
                        : "bands names \"%s\", but several bands are called so: give numbers".formatted(name.strip()));
    }

    /** Whether a text, blanks and all, is the name of a band. */
    boolean has(String name) {
        return names.stream().flatMap(Set::stream).anyMatch(name.strip()::equalsIgnoreCase);
    }

    private int[] bands(String name) {
        return IntStream.range(0, count)
                .filter(band -> names.get(band).stream().anyMatch(name::equalsIgnoreCase))
                .toArray();
    }

    private int interpreted(String what) {
        return ColourBands.find(count, interpretations(), what);
    }

    private List<Optional<String>> interpretations() {
        return file.stream().map(BandMetadata.Band::interpretation).toList();
    }

    /** The names there are, each band's once, as a message has them. */
    private String told() {
        return IntStream.range(0, count)
                .mapToObj(band -> {
                    Map<String, String> distinct = new LinkedHashMap<>();
                    names.get(band).stream()
                            .filter(name -> !NUMBERED.matcher(name).matches() && bands(name).length == 1)
                            .forEach(name -> distinct.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
                    return distinct.isEmpty()
                            ? String.valueOf(band + 1)
                            : band + 1 + " (" + String.join(", ", distinct.values()) + ")";
                })
                .limit(20)
                .collect(Collectors.joining(", ", count == 1 ? "band " : "bands ", count > 20 ? ", ..." : ""));
    }
}
