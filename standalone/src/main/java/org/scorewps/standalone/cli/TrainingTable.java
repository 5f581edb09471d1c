package org.scorewps.standalone.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.Locale;
import org.scorewps.engine.evaluation.EvaluationReport;
import org.scorewps.engine.evaluation.MaskAveragePrecision;
import org.scorewps.engine.training.loop.TrainingSummary;

/** What a training did, as text or JSON. */
final class TrainingTable {
    private TrainingTable() {}

    static String json(TrainingSummary summary) {
        JsonObject json = new JsonObject();
        json.addProperty("model", summary.model().path().toString());
        json.addProperty("steps", summary.steps());
        json.addProperty("pictures", summary.pictures());
        json.addProperty("seconds", summary.seconds());
        json.addProperty("waited_seconds", summary.waitedSeconds());
        json.addProperty("pictures_per_second", speed(summary));
        json.addProperty("first_loss", summary.firstLoss());
        json.addProperty("last_loss", summary.lastLoss());
        summary.evaluation().map(TrainingTable::all).ifPresent(all -> {
            all.ap().ifPresent(ap -> json.addProperty("ap", ap));
            all.ap50().ifPresent(ap -> json.addProperty("ap50", ap));
        });
        return new GsonBuilder()
                .setPrettyPrinting()
                .serializeSpecialFloatingPointValues()
                .create()
                .toJson(json);
    }

    static String text(TrainingSummary summary) {
        String training = String.format(
                Locale.ROOT,
                "%s: %d steps, loss %.4g to %.4g, %.3g pictures a second (%.1f %% of the time waiting for them)",
                summary.model().path(),
                summary.steps(),
                summary.firstLoss(),
                summary.lastLoss(),
                speed(summary),
                100 * summary.waitedSeconds() / Math.max(summary.seconds(), 1e-9));
        return summary.evaluation()
                .map(report -> training + System.lineSeparator() + text(report))
                .orElse(training);
    }

    static String text(EvaluationReport report) {
        MaskAveragePrecision.Summary all = all(report);
        return String.format(
                Locale.ROOT,
                "AP %.1f, AP50 %.1f on %d validation images",
                100 * all.ap().orElse(Double.NaN),
                100 * all.ap50().orElse(Double.NaN),
                report.images());
    }

    private static double speed(TrainingSummary summary) {
        return summary.pictures() / Math.max(summary.seconds(), 1e-9);
    }

    private static MaskAveragePrecision.Summary all(EvaluationReport report) {
        return report.means().values().iterator().next();
    }
}
