package dev.jarvis.platform.crypto;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start without the right master key ends with its reason and the step that helps, not with a stack trace. */
final class KeyFailureAnalyzer extends AbstractFailureAnalyzer<KeyFailure> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KeyFailure cause) {
        return new FailureAnalysis(cause.what() + " (" + cause.code() + ")", cause.next(), cause);
    }
}
