package org.scorewps.standalone.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tables of {@code docs/rasters.md}: what is told there of each raster is what the test expects of it. The first cell
 * of a row names it, the others tell what comes of it.
 */
final class RasterTable {
    private static final Path DOCUMENT = Path.of("..", "docs", "rasters.md");

    private RasterTable() {}

    /** The cells of all rows after the first one, by that. */
    static Map<String, List<String>> read() throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("| ") && line.endsWith(" |")) {
                List<String> cells = new ArrayList<>(
                        List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)));
                rows.put(cells.remove(0), List.copyOf(cells));
            }
        }
        return rows;
    }

    /** Puts rows in the place of those of a table, which is told by its heading's first cell. */
    static void write(String heading, Map<String, List<String>> rows) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(DOCUMENT)) {
            boolean row = line.startsWith("|");
            if (!row || !inside || line.startsWith("|-")) {
                lines.add(line);
            }
            if (inside && line.startsWith("|-")) {
                rows.forEach((name, cells) -> lines.add("| "
                        + String.join(
                                " | ",
                                Stream.concat(Stream.of(name), cells.stream()).toList()) + " |"));
            }
            inside = row && (inside || line.startsWith("| " + heading + " |"));
        }
        Files.write(DOCUMENT, lines);
    }
}
