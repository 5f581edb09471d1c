package org.scorewps.engine.training.loop;

import java.nio.file.Path;
import java.util.Optional;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.network.ScoreModelLoader;

/**
 * Trainings of the tiny reference model on generated blocks.
 *
 * @param start the model before
 */
record TinyTraining(ModelDirectory start) {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");

    /** Imports the model to a new folder. */
    static TinyTraining load(Path folder) {
        new ScoreModelLoader().prepareThread(1);
        return new TinyTraining(CheckpointImporter.importModel(
                ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), folder)
                        .withConfig(REFERENCE.resolve("config_tiny.json")),
                ImportListener.NONE));
    }

    /** One that takes settings beside those of a small training. */
    TrainingRequest request(Path out, String settings, boolean resume) {
        TrainConfig config = TrainConfigReader.of("test", settings + """
                batch_size: 2
                threads: 1
                losses: {points: 256}
                augmentation: {crop: 64, min_scale: 0.8, max_scale: 1.2}
                """);
        return new TrainingRequest(start, config, new Blocks(), Optional.empty(), out, resume);
    }
}
