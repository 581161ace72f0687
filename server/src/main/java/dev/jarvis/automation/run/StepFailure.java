package dev.jarvis.automation.run;

import dev.jarvis.integration.Failure;
import dev.jarvis.platform.expression.EvaluationFailed;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.ErrorKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a step failed, as its row keeps it and as {@code steps.<id>.error} shows it.
 *
 * @param kind what the retry of the step looks at; null for what never passes by itself
 * @param retryAfter what the platform asked for; null where it said nothing
 */
record StepFailure(
        String code,
        String words,
        @Nullable ErrorKind kind,
        @Nullable Duration retryAfter) {
    static StepFailure of(String code, String words) {
        return new StepFailure(code, words, null, null);
    }

    static StepFailure of(Failure failure) {
        Long wait = failure.retryAfterSeconds();
        return new StepFailure(
                failure.code(), failure.words(), failure.kind(), wait == null ? null : Duration.ofSeconds(wait));
    }

    /** A refusal of ours before anything was sent; 429 and 503 pass. */
    static StepFailure of(Problem problem) {
        boolean passes = problem.status() == 429 || problem.status() == 503;
        return new StepFailure(
                problem.code(), String.valueOf(problem.getMessage()), passes ? ErrorKind.NOT_SENT : null, null);
    }

    static StepFailure of(EvaluationFailed e) {
        return of("expression-failed", e.mistake().toString());
    }

    static StepFailure from(JsonNode kept) {
        return of(kept.path("code").asString(""), kept.path("words").asString(""));
    }

    ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("words", words);
    }
}
