package dev.jarvis.platform.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Another program has the port: usually another Jarvis. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TakenPortAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        return new FailureAnalysis(
                "Another program listens on port %d.".formatted(cause.getPort()),
                "End it, or set JARVIS_PORT (JARVIS_MANAGEMENT_PORT for health and metrics) to another one; 0 picks a free one.",
                cause);
    }
}
