package dev.jarvis.approval;

import dev.jarvis.integration.Ran;
import java.time.Instant;
import java.util.UUID;

/** What the door answers to a proposed act. */
public sealed interface Outcome {
    /** It was allowed and ran; how it went stands inside. */
    record Decided(UUID call, Ran ran) implements Outcome {}

    /** A person has to say yes first. */
    record Waiting(UUID call, UUID approval, Instant until) implements Outcome {}

    /**
     * It will not be done, and nothing was sent.
     *
     * @param code {@code denied-by-policy}; or, after it waited, {@code rejected}, {@code expired} or {@code cancelled}
     * @param line which line of the policy said so
     */
    record Refused(UUID call, String code, String line, String reason) implements Outcome {}
}
