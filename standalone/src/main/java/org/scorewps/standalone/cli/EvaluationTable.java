package org.scorewps.standalone.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.scorewps.engine.evaluation.EvaluationReport;
import org.scorewps.engine.evaluation.LookAlikes;
import org.scorewps.engine.evaluation.MaskAveragePrecision;

/** An evaluation as a table for people; numbers are per cent, as papers write them. */
final class EvaluationTable {
    private static final List<String> COLUMNS =
            List.of("AP", "AP50", "AP75", "small", "medium", "large", "AR1", "AR10", "AR");

    private final PrintWriter out;
    private final EvaluationReport report;
    private final int nameWidth;

    EvaluationTable(PrintWriter out, EvaluationReport report) {
        this.out = out;
        this.report = report;
        nameWidth = report.categories().stream()
                .mapToInt(one -> one.category().name().length())
                .reduce("mean, 300 predictions".length(), Math::max);
    }

    void print() {
        boolean semantic = report.semantic().isPresent();
        line("", "", "objects", COLUMNS, semantic ? "IoU" : "");
        for (EvaluationReport.Category one : report.categories()) {
            line(
                    one.category().name(),
                    (one.seen() ? "base" : "novel") + (one.inSplit() ? "" : " -"),
                    String.valueOf(one.objects()),
                    numbers(one.summary()),
                    semantic ? percent(one.iou()) : "");
        }
        report.means()
                .forEach((count, summary) -> line(
                        "mean, " + count + " predictions",
                        "",
                        "",
                        numbers(summary),
                        report.semantic().map(one -> percent(one.meanIou())).orElse("")));
        if (report.categories().stream().anyMatch(one -> !one.inSplit())) {
            out.println("(-: not in the means)");
        }
        for (LookAlikes.Result one : report.lookAlikes()) {
            String names = one.categories().stream()
                    .map(k -> report.categories().get(k).category().name())
                    .collect(Collectors.joining(", "));
            out.printf(
                    Locale.ROOT,
                    "look-alikes %s: %d of %d found, %d told apart (%s %%)%n",
                    names,
                    one.found(),
                    one.objects(),
                    one.toldApart(),
                    one.found() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100.0 * one.toldApart() / one.found()));
        }
        out.printf(
                Locale.ROOT,
                "%d images, %d objects, %d predictions, %.1f s (%.2f s an image)%n",
                report.images(),
                report.objects(),
                report.predictions(),
                report.seconds(),
                report.seconds() / report.images());
    }

    private void line(String name, String kind, String objects, List<String> numbers, String last) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%-" + nameWidth + "s %-7s %8s", name, kind, objects));
        numbers.forEach(number -> line.append(String.format(Locale.ROOT, " %7s", number)));
        line.append(String.format(Locale.ROOT, " %7s", last));
        out.println(line.toString().stripTrailing());
    }

    private static List<String> numbers(MaskAveragePrecision.Summary summary) {
        return List.of(
                percent(summary.ap()),
                percent(summary.ap50()),
                percent(summary.ap75()),
                percent(summary.apSmall()),
                percent(summary.apMedium()),
                percent(summary.apLarge()),
                percent(summary.ar1()),
                percent(summary.ar10()),
                percent(summary.ar()));
    }

    private static String percent(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", 100 * value.getAsDouble()) : "-";
    }
}
