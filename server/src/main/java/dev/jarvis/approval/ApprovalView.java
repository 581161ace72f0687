package dev.jarvis.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jarvis.approval.policy.Deciders;
import dev.jarvis.approval.policy.Evidence;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as the dashboard shows it.
 *
 * @param version to be sent back as {@code If-Match}
 * @param input without the bytes of files
 * @param original the input as it was proposed; absent where nobody edited it
 * @param now the server's clock, by which {@code expiresAt} is to be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApprovalView(
        UUID id,
        long version,
        String state,
        String action,
        String platform,
        String title,
        @Nullable UUID integrationId,
        String account,
        String risk,
        String effect,
        String cost,
        String currency,
        ProposedBy origin,
        @Nullable UUID ruleId,
        @Nullable UUID runId,
        @Nullable String step,
        UUID callId,
        String reason,
        String policyLine,
        long policyVersion,
        double confidence,
        List<Evidence.Factor> factors,
        JsonNode input,
        @Nullable JsonNode original,
        String payloadHash,
        List<ApprovalEdit> edits,
        List<Votes.Vote> votes,
        int needed,
        Deciders deciders,
        String atDeadline,
        boolean escalated,
        Instant createdAt,
        Instant expiresAt,
        Instant now,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decidedHow,
        @Nullable String decisionReason,
        MayDo may) {
    /** Who proposed it. @param kind person, service, agent or rule */
    record ProposedBy(String kind, @Nullable UUID id, String name) {}

    /** An edit and what it changed. */
    record ApprovalEdit(UUID user, String name, Instant at, JsonNode before, JsonNode after) {}

    /**
     * What the one who asks may do with it.
     *
     * @param stepUp they have to prove anew who they are first
     * @param why they may not decide; absent where they may
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MayDo(
            boolean decide,
            boolean cancel,
            boolean stepUp,
            @Nullable String why) {}

    static ApprovalView of(
            Request request,
            List<Votes.Vote> votes,
            List<Votes.Edit> edits,
            int needed,
            MayDo may,
            Instant now,
            JsonMapper json) {
        return new ApprovalView(
                request.id(),
                request.version(),
                request.pending() && request.expired() ? "expired" : request.state(),
                request.name(),
                request.platform(),
                request.title(),
                request.integration(),
                request.account(),
                request.risk().wireName(),
                request.effect(),
                request.cost().toPlainString(),
                request.currency(),
                new ProposedBy(
                        request.origin().kind().wireName(),
                        request.origin().id(),
                        request.origin().name()),
                request.rule(),
                request.run(),
                request.step(),
                request.call(),
                request.reason(),
                request.line(),
                request.policyVersion(),
                request.confidence(),
                request.factors(),
                request.shown(),
                request.original() == null ? null : shown(json.readTree(request.original())),
                HexFormat.of().formatHex(request.hash()),
                edits.stream()
                        .map(edit -> new ApprovalEdit(
                                edit.user(),
                                edit.name(),
                                edit.at(),
                                shown(json.readTree(edit.before())),
                                shown(json.readTree(edit.after()))))
                        .toList(),
                votes,
                needed,
                request.deciders(),
                request.atDeadline().wireName(),
                request.escalatedAt() != null,
                request.createdAt(),
                request.expiresAt(),
                now,
                request.respondedBy(),
                request.respondedAt(),
                request.respondedHow(),
                request.responseReason(),
                may);
    }

    private static JsonNode shown(JsonNode input) {
        return dev.jarvis.integration.KeptInput.of(input).json();
    }
}
