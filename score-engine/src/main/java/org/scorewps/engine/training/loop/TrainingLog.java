package org.scorewps.engine.training.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A table of numbers by step, as a CSV file to which rows are added. When training is resumed, rows of steps that are made
 * again are taken away.
 */
final class TrainingLog {
    private static final String STEP = "step";

    private final Path file;

    /** @param lastStep rows of later steps are taken away */
    TrainingLog(Path file, int lastStep) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            Files.write(
                    file,
                    lines.stream()
                            .filter(line -> line.startsWith(STEP + ",") || stepOf(line) <= lastStep)
                            .toList());
        }
    }

    /** A line that was cut off belongs to no step. */
    private static int stepOf(String line) {
        String first = line.split(",", -1)[0];
        return first.matches("\\d{1,9}") ? Integer.parseInt(first) : Integer.MAX_VALUE;
    }

    /** Adds a row; all rows have the same columns. */
    void add(int step, Map<String, OptionalDouble> values) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, STEP + "," + String.join(",", values.keySet()) + "\n");
        }
        String row = values.values().stream()
                .map(value -> value.isPresent() ? String.format(Locale.ROOT, "%.6g", value.getAsDouble()) : "")
                .collect(Collectors.joining(","));
        Files.writeString(file, step + "," + row + "\n", StandardOpenOption.APPEND);
    }

    /** Each column's numbers, the steps among them; empty where there is no row yet. Missing ones are NaN. */
    Map<String, List<Double>> columns() throws IOException {
        Map<String, List<Double>> columns = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return columns;
        }
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",", -1);
        for (String name : names) {
            columns.put(name, new ArrayList<>());
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (int i = 0; i < names.length; i++) {
                columns.get(names[i]).add(cells[i].isEmpty() ? Double.NaN : Double.parseDouble(cells[i]));
            }
        }
        return columns;
    }
}
