package org.scorewps.engine.training.loop;

import java.nio.file.Path;
import java.util.Optional;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.evaluation.CocoDataset;
import org.scorewps.engine.training.data.TrainingData;

/**
 * What is trained.
 *
 * @param start the model to start from
 * @param settings how
 * @param data what it learns from
 * @param validation what early evaluations take
 * @param out folder of the run: {@code model}, {@code checkpoints}, {@code losses.csv}, {@code losses.png}, {@code
 *     evaluations.csv}
 * @param resume go on from the run's latest checkpoint, or begin where there is none yet
 */
public record TrainingRequest(
        ModelDirectory start,
        TrainConfig settings,
        TrainingData data,
        Optional<CocoDataset> validation,
        Path out,
        boolean resume) {}
