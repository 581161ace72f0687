package dev.jarvis.automation.event;

import java.util.List;
import java.util.Map;

/** The published types of events. New ones are added; none is taken away or given another meaning. */
final class EventTypes {
    private static final Map<String, String> CONNECTION =
            Map.of("platform", "such as twitter", "account", "what people here call it");
    private static final Map<String, String> ACT = Map.of("code", "why it failed; empty when it did not");
    private static final Map<String, String> RUN =
            Map.of("rule", "the rule's id", "run", "the run's id", "code", "why it failed; empty when it did not");
    private static final Map<String, String> OCCURRENCE = Map.of(
            "rule", "the rule's id",
            "label", "which time it was",
            "due", "when it was due (RFC 3339)",
            "reason", "missed, overlap, replaced or disabled");

    static final List<EventType> ALL = List.of(
            new EventType(
                    "connection.connected", "Account connected", "An account was connected or confirmed.", CONNECTION),
            new EventType(
                    "connection.broken",
                    "Connection broken",
                    "A connection needs a person: sign in again, grant a scope, mend the OAuth app.",
                    Map.of("platform", "such as twitter", "account", "its name", "reason", "such as needs_reauth")),
            new EventType(
                    "connection.mended", "Connection works again", "A broken connection works again.", CONNECTION),
            new EventType(
                    "connection.disconnected", "Account disconnected", "A person disconnected an account.", CONNECTION),
            new EventType("post.published", "Post published", "An act published a post.", ACT),
            new EventType("email.sent", "E-mail sent", "An act sent an e-mail.", ACT),
            new EventType("action.succeeded", "Action succeeded", "Any other act on a platform succeeded.", ACT),
            new EventType("action.failed", "Action failed", "An act failed, or policy refused it.", ACT),
            new EventType(
                    "action.ambiguous",
                    "Action in doubt",
                    "Nobody knows whether an act happened: a person has to look at the platform.",
                    ACT),
            new EventType("approval.requested", "Approval requested", "An act waits for a person's yes.", Map.of()),
            new EventType(
                    "approval.decided", "Approval decided", "A request was approved, rejected or cancelled.", Map.of()),
            new EventType("approval.expired", "Approval expired", "A request's deadline passed.", Map.of()),
            new EventType("run.succeeded", "Run succeeded", "A run of a rule ended well.", RUN),
            new EventType("run.failed", "Run failed", "A run of a rule failed.", RUN),
            new EventType("schedule.skipped", "Occurrence skipped", "A scheduled time did not run.", OCCURRENCE),
            new EventType(
                    "rule.changed",
                    "Rule changed",
                    "A rule was made, edited, switched or deleted.",
                    Map.of(
                            "rule",
                            "the rule's id",
                            "version",
                            "the version that counts",
                            "change",
                            "made, changed, enabled, disabled or deleted")),
            new EventType(
                    "access.changed", "Access changed", "A member, a role, an invitation or a key changed.", Map.of()));

    private EventTypes() {}
}
