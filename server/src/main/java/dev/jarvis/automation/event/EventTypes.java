package dev.jarvis.automation.event;

import dev.jarvis.activity.ActivityItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The published types of events, and by which rows of the log they are told. New ones are added; none is taken away or
 * given another meaning.
 */
final class EventTypes {
    private static final Map<String, String> CONNECTION = Map.of(
            "platform", "such as twitter", "account", "what people here call it", "reason", "such as needs_reauth");
    private static final Map<String, String> ACT = Map.of(
            "action", "such as twitter/tweet", "account", "whose", "code", "why it failed; empty when it did not");
    private static final Map<String, String> RULE = Map.of(
            "rule", "the rule's id",
            "version", "the version that counts",
            "change", "made, changed, enabled, disabled or deleted");
    private static final Map<String, String> OCCURRENCE = Map.of(
            "rule", "the rule's id",
            "label", "which time it was",
            "due", "when it was due (RFC 3339)",
            "reason", "missed, overlap, replaced or disabled");
    private static final Map<String, String> APPROVAL = Map.of(
            "approval",
            "the request's id",
            "decision",
            "approved, rejected, cancelled or expired",
            "how",
            "by what means");

    static final List<EventType> ALL = List.of(
            type("connection.connected", "Account connected", "An account was connected or confirmed.", CONNECTION),
            type(
                    "connection.broken",
                    "Connection broken",
                    "A connection needs a person: to sign in again, grant a scope, or" + " mend the OAuth app.",
                    CONNECTION),
            type("connection.mended", "Connection mended", "A broken connection works again.", CONNECTION),
            type("connection.disconnected", "Account disconnected", "A person disconnected an account.", CONNECTION),
            type("post.published", "Post published", "An act published a post.", ACT),
            type("email.sent", "E-mail sent", "An act sent an e-mail.", ACT),
            type("action.succeeded", "Action succeeded", "Any other act that changes something succeeded.", ACT),
            type("action.failed", "Action failed", "An act failed, or policy refused it.", ACT),
            type(
                    "action.ambiguous",
                    "Action in doubt",
                    "Nobody knows whether an act happened, and a person has to look.",
                    ACT),
            type(
                    "approval.requested",
                    "Approval requested",
                    "An act waits for a person's yes.",
                    Map.of(
                            "approval",
                            "the request's id",
                            "line",
                            "the policy's line that asks",
                            "until",
                            "the deadline (RFC 3339)")),
            type(
                    "approval.decided",
                    "Approval decided",
                    "A request was approved, rejected, cancelled, or its deadline passed.",
                    APPROVAL),
            type(
                    "run.succeeded",
                    "Run succeeded",
                    "A run of another rule succeeded. Told where a rule listens for it.",
                    Map.of("rule", "the rule's id", "run", "the run's id")),
            type(
                    "run.failed",
                    "Run failed",
                    "A run of another rule failed.",
                    Map.of("rule", "the rule's id", "run", "the run's id", "code", "why")),
            type("schedule.skipped", "Occurrence skipped", "A scheduled time did not run.", OCCURRENCE),
            type("rule.changed", "Rule changed", "A rule was made, edited, switched or deleted.", RULE),
            type("access.changed", "Access changed", "A member, a role, an invitation or a key changed.", Map.of()));

    private static EventType type(String id, String title, String description, Map<String, String> data) {
        return new EventType(id, title, description, data);
    }

    static Optional<EventType> of(ActivityItem row) {
        String id = id(row);
        return id == null ? Optional.empty() : EventType.named(id);
    }

    private static @Nullable String id(ActivityItem row) {
        return switch (row.action()) {
            case "connection/made", "connection/confirmed" -> "connection.connected";
            case "connection/broken" -> "connection.broken";
            case "connection/mended" -> "connection.mended";
            case "connection/ended" -> "connection.disconnected";
            case "rule/succeeded" -> "run.succeeded";
            case "rule/failed" -> "run.failed";
            case "rule/made", "rule/changed", "rule/enabled", "rule/disabled", "rule/deleted" -> "rule.changed";
            case "schedule/skipped" -> "schedule.skipped";
            case "approval/approved", "approval/rejected", "approval/cancelled", "approval/expired" ->
                "approval.decided";
            default -> row.type().equals("access") ? "access.changed" : act(row);
        };
    }

    /** Waiting and in doubt are both pending; the one names its approval, the other its trouble. */
    private static @Nullable String act(ActivityItem row) {
        if (row.callId() == null || row.type().equals("read") || row.type().equals("approval")) return null;
        return switch (row.status()) {
            case "success" ->
                row.type().equals("post")
                        ? "post.published"
                        : row.type().equals("email") ? "email.sent" : "action.succeeded";
            case "failed" -> "action.failed";
            default ->
                row.metadata().containsKey("approval")
                        ? "approval.requested"
                        : row.metadata().containsKey("code") ? "action.ambiguous" : null;
        };
    }

    private EventTypes() {}
}
