package org.scorewps.process;

import java.util.function.Supplier;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** {@code score:ListModels}: which models are installed and where they run. */
@DescribeProcess(
        title = "List models",
        description =
                "The installed models with their training classes, tile size and defaults, and the device, as JSON")
public final class ListModelsProcess {
    private final Supplier<ScoreServices> current;

    /** @param services asked each time the process runs, since processes are made long before the engine */
    public ListModelsProcess(Supplier<ScoreServices> services) {
        this.current = services;
    }

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
            ScoreServices services = current.get();
            return ModelListing.json(services.engine().get(), services.limits());
        } catch (RuntimeException | LinkageError failure) {
            throw Failures.asProcessException(failure);
        }
    }
}
