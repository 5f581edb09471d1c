package org.scorewps.tiff.metadata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorewps.tiff.Tag;
import org.scorewps.tiff.TiffDirectory;

/**
 * What a TIFF file and GDAL's file beside it say of the bands. What bands show is told, in this order, by GDAL's colour
 * interpretations, in the file beside it or its own; by their descriptions, where these name red, green and blue; by the
 * photometric interpretation and the extra samples.
 */
public final class BandTags {
    private static final int RGB = 2;
    private static final int YCBCR = 6;
    private static final int ASSOCIATED_ALPHA = 1;
    private static final int UNASSOCIATED_ALPHA = 2;
    private static final int MOST_BANDS = 65_535;

    private static final List<String> COLOURS = List.of("Red", "Green", "Blue");
    private static final String ALPHA = "Alpha";
    private static final String UNDEFINED = "Undefined";
    private static final Pattern COLOUR = Pattern.compile("(?i)(red|green|blue)(?:[ _-]?band)?");

    private BandTags() {}

    /**
     * What is said of each band, the first one first.
     *
     * @param tags of the raster's directory; the file must be open
     * @param pam what the file beside it says
     * @throws IOException when the file lacks a tag's bytes
     */
    public static List<BandText> of(TiffDirectory tags, PamFile pam) throws IOException {
        int count = (int) Math.min(MOST_BANDS, Math.max(1, tags.integer(Tag.SAMPLES_PER_PIXEL, 1)));
        Map<Integer, BandText> own =
                GdalMetadata.bands(tags.text(Tag.GDAL_METADATA).orElse(""));
        OptionalDouble nodata =
                tags.text(Tag.GDAL_NODATA).map(NodataText::parse).orElse(OptionalDouble.empty());
        List<BandText> said = new ArrayList<>();
        for (int band = 0; band < count; band++) {
            said.add(pam.bands()
                    .getOrDefault(band, BandText.NOTHING)
                    .or(own.getOrDefault(band, BandText.NOTHING))
                    .or(BandText.NOTHING.nodata(nodata)));
        }
        List<String> byTags = byTags(tags, count);
        List<String> byName =
                said.stream().anyMatch(band -> band.interpretation().isPresent()) ? List.of() : byDescription(said);
        List<BandText> bands = new ArrayList<>();
        for (int band = 0; band < count; band++) {
            BandText usual = BandText.NOTHING.interpreted(
                    !byName.isEmpty() && COLOURS.contains(byTags.get(band)) ? "" : byTags.get(band));
            BandText named = byName.isEmpty() ? BandText.NOTHING : BandText.NOTHING.interpreted(byName.get(band));
            BandText all = said.get(band).or(named).or(usual);
            boolean means =
                    all.interpretation().filter(UNDEFINED::equalsIgnoreCase).isEmpty();
            bands.add(means ? all : all.interpreted(""));
        }
        return List.copyOf(bands);
    }

    /** The colour that each band's description names, if there is one band for each; else nothing. */
    private static List<String> byDescription(List<BandText> bands) {
        List<String> named = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (BandText band : bands) {
            Matcher colour = COLOUR.matcher(band.description().orElse(""));
            String name = colour.matches() ? capital(colour.group(1)) : "";
            if (!name.isEmpty() && !found.add(name)) {
                return List.of();
            }
            named.add(name);
        }
        return found.size() == COLOURS.size() ? named : List.of();
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1).toLowerCase(Locale.ROOT);
    }

    private static List<String> byTags(TiffDirectory tags, int count) throws IOException {
        long photometric = tags.integer(Tag.PHOTOMETRIC, -1);
        boolean colours = count >= COLOURS.size() && (photometric == RGB || photometric == YCBCR);
        long[] extra = tags.integers(Tag.EXTRA_SAMPLES);
        int first = count - extra.length;
        List<String> shown = new ArrayList<>();
        for (int band = 0; band < count; band++) {
            boolean alpha = band >= first
                    && band > 0
                    && (extra[band - first] == ASSOCIATED_ALPHA || extra[band - first] == UNASSOCIATED_ALPHA);
            shown.add(colours && band < COLOURS.size() ? COLOURS.get(band) : alpha ? ALPHA : "");
        }
        return shown;
    }
}
