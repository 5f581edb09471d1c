package org.scorewps.process;

import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** {@code score:ListModels}: which models are installed and where they run. */
@DescribeProcess(
        title = "List models",
        description =
                "The installed models with their training classes, tile size and defaults, and the device, as JSON")
public final class ListModelsProcess {
    /**
     * Runs the process.
     *
     * @throws ProcessException when the engine can't be started; the message says why
     */
    @DescribeResult(
            name = "result",
            description = "JSON: device, limits, models",
            type = String.class,
            meta = {"mimeTypes=application/json"})
    public String execute() {
        try {
            ScoreServices services = ScoreRegistry.get();
            return ModelListing.json(services.engine().get(), services.limits());
        } catch (RuntimeException failure) {
            throw Failures.asProcessException(failure);
        }
    }
}
