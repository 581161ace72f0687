package dev.jarvis.approval;

import dev.jarvis.integration.Calls;
import dev.jarvis.integration.Failure;
import dev.jarvis.integration.Ran;
import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** How the door's outcomes read over HTTP. */
public final class ActionAnswers {
    public static final String CALL_ID = "Jarvis-Call-Id";
    private static final Duration FOUND_OUT = Duration.ofSeconds(20);
    private static final String REPLAYED = "Jarvis-Replayed";

    private ActionAnswers() {}

    /** @throws Problem when it did not happen, or nobody knows */
    public static ResponseEntity<Object> of(Outcome outcome, boolean readsOnly) {
        return switch (outcome) {
            case Outcome.Decided(UUID call, Ran.Done(JsonNode output)) ->
                ResponseEntity.status(readsOnly ? HttpStatus.OK : HttpStatus.CREATED)
                        .header(CALL_ID, call.toString())
                        .body(output);
            case Outcome.Decided(UUID call, Ran.Failed(Failure failure)) ->
                throw failure.problem().with("callId", call);
            case Outcome.Decided(UUID call, Ran.Unsettled(Failure failure)) -> throw unsettled(failure, call);
            case Outcome.Decided(UUID call, Ran.Ambiguous(Failure failure)) -> throw ambiguous(failure, call);
            case Outcome.Waiting waiting -> waiting(waiting);
            case Outcome.Refused(UUID call, String code, String line, String reason) ->
                throw Problem.forbidden(code, reason).with("callId", call).with("policyLine", line);
        };
    }

    /** The answer to a repeated request, made from the ledger. */
    static ResponseEntity<Object> replay(Calls.Kept call) {
        return switch (call.state()) {
            case "done" ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header(CALL_ID, call.id().toString())
                        .header(REPLAYED, "true")
                        .body(call.output());
            case "sending", "planned" -> throw inFlight(call.id());
            case "ambiguous" -> throw inDoubt(call.id(), words(call));
            case "waiting" ->
                ResponseEntity.accepted()
                        .header(CALL_ID, call.id().toString())
                        .header(REPLAYED, "true")
                        .body(call);
            default ->
                throw Problem.conflict("call-" + call.state(), words(call)).with("callId", call.id());
        };
    }

    static Problem inFlight(UUID call) {
        return Problem.conflict("in-flight", "The first request with this Idempotency-Key is still running.")
                .retryAfter(Duration.ofSeconds(1))
                .with("callId", call);
    }

    private static ResponseEntity<Object> waiting(Outcome.Waiting waiting) {
        return ResponseEntity.accepted()
                .header(CALL_ID, waiting.call().toString())
                .body(Map.of("callId", waiting.call(), "approvalId", waiting.approval(), "until", waiting.until()));
    }

    private static Problem unsettled(Failure failure, UUID call) {
        return Problem.of(
                        504,
                        "unsettled",
                        "Whether it happened is not known yet: %s Jarvis finds out and ends it; see GET /api/calls/%s."
                                .formatted(failure.words(), call))
                .retryAfter(FOUND_OUT)
                .with("callId", call);
    }

    private static Problem ambiguous(Failure failure, UUID call) {
        return inDoubt(call, failure.words());
    }

    private static Problem inDoubt(UUID call, String words) {
        return Problem.of(
                        504,
                        "ambiguous",
                        "Whether it happened is not known: %s It was not sent again. Look at the platform, then at GET /api/calls/%s."
                                .formatted(words, call))
                .with("callId", call);
    }

    private static String words(Calls.Kept call) {
        JsonNode problem = call.problem();
        return problem == null ? "" : problem.path("words").asString("");
    }
}
