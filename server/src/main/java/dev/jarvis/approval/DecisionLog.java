package dev.jarvis.approval;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.Actor;
import dev.jarvis.integration.ActionCall;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** What of approvals stands in the log: that it was asked, each edit, and one row for the decision with who and how. */
final class DecisionLog {
    private final ActivityLog log;
    private final ApplicationEventPublisher news;
    private final InstantSource clock;

    DecisionLog(ActivityLog log, ApplicationEventPublisher news, InstantSource clock) {
        this.log = log;
        this.news = news;
        this.clock = clock;
    }

    void asked(ActionCall<?, ?, ?> call, Origin origin, UUID approval, String line, String reason, Instant until) {
        log.write(new Activity(
                call.observatory(),
                UuidV7.next(),
                call.connection().id(),
                call.action().activityType(),
                call.name(),
                "Proposed: " + call.headline(),
                reason,
                Map.of("approval", approval.toString(), "line", line, "until", until.toString()),
                Activity.Status.PENDING,
                origin.actor(),
                "waits for approval: " + line,
                call.id(),
                clock.instant()));
        news.publishEvent(new ApprovalNews(
                call.observatory(),
                approval,
                call.id(),
                "pending",
                call.name(),
                call.headline(),
                Proposals.risk(call, origin).wireName(),
                ""));
    }

    void decided(Request request, String state, Principal by, String how, boolean alone, @Nullable String reason) {
        Map<String, String> more = new TreeMap<>();
        more.put("how", how);
        more.put("line", request.line());
        if (alone) more.put("alone", "proving anew stood in for a second person");
        boolean yes = state.equals("approved");
        String title = "%s: %s".formatted(capital(state), request.title());
        write(request, by, "approval/" + state, title, reason == null ? "" : reason, more, yes);
        news.publishEvent(new ApprovalNews(
                request.observatory(),
                request.id(),
                request.call(),
                state,
                request.name(),
                request.title(),
                request.risk().wireName(),
                how));
    }

    /** The call's own end: nothing was sent. */
    void notDone(Request request, String code, String consent, @Nullable String reason) {
        log.write(new Activity(
                request.observatory(),
                UuidV7.next(),
                request.integration(),
                ActivityType.APPROVAL,
                request.name(),
                "Not done: " + request.title(),
                reason == null ? "" : reason,
                Map.of("code", code, "approval", request.id().toString()),
                Activity.Status.FAILED,
                request.origin(),
                consent,
                request.call(),
                clock.instant()));
    }

    void edited(Request request, Principal by) {
        write(request, by, "approval/edited", "Edited: " + request.title(), "Earlier votes are void.", Map.of(), true);
    }

    void delegated(Request request, Principal by, UUID to) {
        write(
                request,
                by,
                "approval/delegated",
                "Delegated: " + request.title(),
                "",
                Map.of("to", to.toString()),
                true);
    }

    void escalated(Request request, Principal by) {
        write(
                request,
                by,
                "approval/escalated",
                "Escalated: " + request.title(),
                "Nobody decided it in time.",
                Map.of(),
                true);
    }

    private void write(
            Request request,
            Principal by,
            String action,
            String title,
            String description,
            Map<String, String> more,
            boolean success) {
        Map<String, String> metadata = new TreeMap<>(more);
        metadata.put("approval", request.id().toString());
        metadata.put("call", request.call().toString());
        log.write(new Activity(
                request.observatory(),
                UuidV7.next(),
                request.integration(),
                ActivityType.APPROVAL,
                action,
                title,
                description,
                metadata,
                success ? Activity.Status.SUCCESS : Activity.Status.FAILED,
                Actor.of(by),
                by instanceof Principal.System ? "by policy: " + request.line() : "by person",
                null,
                clock.instant()));
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
