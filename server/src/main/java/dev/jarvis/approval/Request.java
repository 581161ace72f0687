package dev.jarvis.approval;

import dev.jarvis.activity.Actor;
import dev.jarvis.approval.policy.AtDeadline;
import dev.jarvis.approval.policy.Deciders;
import dev.jarvis.approval.policy.Evidence;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.Risk;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What waits for people, as its row says.
 *
 * @param version grows by an edit, a decision and an escalation, not by a vote
 * @param payload the whole input as text; {@code hash} is its digest together with the action and the connection
 * @param original the input as it was proposed, when it was edited since
 * @param proposer the person whose own proposal it is
 * @param author of the rule that proposed it
 * @param expired whether the deadline has passed by the database's clock
 */
record Request(
        ObservatoryId observatory,
        UUID id,
        UUID call,
        @Nullable UUID integration,
        String platform,
        String action,
        String account,
        String title,
        String payload,
        @Nullable String original,
        byte[] hash,
        Actor origin,
        @Nullable UUID proposer,
        @Nullable UUID rule,
        @Nullable UUID author,
        @Nullable UUID run,
        @Nullable String step,
        Risk risk,
        String effect,
        BigDecimal cost,
        String currency,
        double confidence,
        List<Evidence.Factor> factors,
        String reason,
        String line,
        long policyVersion,
        Deciders deciders,
        Duration within,
        AtDeadline atDeadline,
        String state,
        long version,
        Instant createdAt,
        Instant expiresAt,
        boolean expired,
        @Nullable Instant escalatedAt,
        @Nullable UUID respondedBy,
        @Nullable Instant respondedAt,
        @Nullable String respondedHow,
        @Nullable String responseReason,
        JsonNode shown) {
    boolean pending() {
        return state.equals("pending");
    }

    String name() {
        return platform + "/" + action;
    }
}
