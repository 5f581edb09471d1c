package org.scorewps.standalone.wps.job;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a job's status and results are found; the requests have GeoServer's names. */
final class JobAddresses {
    private JobAddresses() {}

    static String status(String endpoint, Job job) {
        return endpoint + "?service=WPS&version=1.0.0&request=GetExecutionStatus&executionId=" + job.id();
    }

    static String result(String endpoint, Job job, ResponsePlan.Output output) {
        return endpoint + "?service=WPS&version=1.0.0&request=GetExecutionResult&executionId=" + job.id() + "&outputId="
                + URLEncoder.encode(output.spec().id(), StandardCharsets.UTF_8);
    }
}
