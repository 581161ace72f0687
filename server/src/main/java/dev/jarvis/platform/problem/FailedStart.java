package dev.jarvis.platform.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says in two lines why there was no start, and what helps. */
final class FailedStart implements FailureAnalysisReporter {
    private static final Logger LOG = LoggerFactory.getLogger(FailedStart.class);

    @Override
    public void report(FailureAnalysis analysis) {
        String next = analysis.getAction() == null ? "" : System.lineSeparator() + analysis.getAction();
        LOG.error("Jarvis did not start. {}{}", analysis.getDescription(), next);
        LOG.debug("The cause", analysis.getCause());
    }
}
