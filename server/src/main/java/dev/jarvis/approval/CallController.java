package dev.jarvis.approval;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.Actor;
import dev.jarvis.integration.Calls;
import dev.jarvis.integration.KeptInput;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Cursor;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.work.WorkQueue;
import dev.jarvis.sdk.ActivityType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The ledger as people look at it, and their word on the calls of which nobody knows whether they happened. */
@RestController
final class CallController {
    private static final Set<String> STATES =
            Set.of("planned", "waiting", "sending", "done", "failed", "ambiguous", "refused");

    private final TenantTransactions db;
    private final Calls calls;
    private final Requests requests;
    private final WorkQueue queue;
    private final ActivityLog log;
    private final InstantSource clock = InstantSource.system();

    CallController(TenantTransactions db, Calls calls, Requests requests, WorkQueue queue, ActivityLog log) {
        this.db = db;
        this.calls = calls;
        this.requests = requests;
        this.queue = queue;
        this.log = log;
    }

    /**
     * What is known of a call, for a person to judge by.
     *
     * @param input what was sent, without the bytes of files
     * @param origin who proposed it
     * @param sentAt when its first byte left; absent when none did
     * @param sendable whether it could be sent again from what is kept
     */
    record KnownCall(
            Calls.Kept call,
            JsonNode input,
            ApprovalView.ProposedBy origin,
            @Nullable Instant sentAt,
            boolean sendable) {}

    /**
     * @param verdict done (it happened), not-done, or send-again
     * @param note what was found, for the log
     * @param output of the action, where it is known
     */
    record Settlement(
            String verdict, @Nullable String note, @Nullable JsonNode output) {}

    @GetMapping("/api/calls")
    Page<KnownCall> list(
            Principal principal,
            @RequestParam(defaultValue = "ambiguous") String state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Input.between("limit", limit, 1, Page.MOST);
        if (!STATES.contains(state))
            throw Problem.badInput(
                    "state",
                    "must be one of "
                            + String.join(", ", STATES.stream().sorted().toList()));
        UUID after = cursor == null
                ? new UUID(0, 0)
                : Cursor.Kind.TIME.decode(cursor).id();
        return db.readInObservatory(principal.observatory().value(), () -> {
            List<KnownCall> rows = calls.inState(principal.observatory(), state, after, limit + 1).stream()
                    .map(kept -> known(principal, kept))
                    .toList();
            return Page.of(
                    rows,
                    limit,
                    last -> Cursor.Kind.TIME.encode(
                            new Cursor<>(last.call().createdAt(), last.call().id())));
        });
    }

    private static ApprovalView.ProposedBy from(Actor actor) {
        return new ApprovalView.ProposedBy(actor.kind().wireName(), actor.id(), actor.name());
    }

    private KnownCall known(Principal principal, Calls.Kept kept) {
        Calls.Proposed proposed = calls.proposed(principal.observatory(), kept.id());
        boolean sendable = KeptInput.isWhole(proposed.input())
                || requests.ofCall(principal.observatory(), kept.id()).isPresent();
        return new KnownCall(kept, proposed.input(), from(proposed.actor()), proposed.sendingAt(), sendable);
    }

    @PostMapping("/api/calls/{id}/settle")
    Calls.Kept settle(Principal principal, @PathVariable UUID id, @RequestBody Settlement settlement) {
        if (!(principal instanceof Principal.Person))
            throw Problem.forbidden("person-needed", "A person who looked at the platform settles this, not a key.");
        String note = settlement.note() == null ? "" : Activity.storable(settlement.note());
        if (note.length() > 500) throw Problem.badInput("note", "must have at most 500 characters");
        return db.inObservatory(principal.observatory().value(), () -> {
            Calls.Proposed proposed = calls.proposed(principal.observatory(), id);
            boolean settled = switch (settlement.verdict()) {
                case "done" -> calls.settle(principal.observatory(), id, "done", settlement.output(), null);
                case "not-done" -> calls.settle(principal.observatory(), id, "failed", null, words(note));
                case "send-again" -> again(principal, proposed);
                default -> throw Problem.badInput("verdict", "must be done, not-done or send-again");
            };
            if (!settled)
                throw Problem.conflict("not-ambiguous", "Its end is not in doubt any more.")
                        .with("state", proposed.state());
            write(principal, proposed, settlement.verdict(), note);
            if (!settlement.verdict().equals("send-again")) queue.put(DecidedCalls.task(principal.observatory(), id));
            return calls.get(principal.observatory(), id);
        });
    }

    private static String words(String note) {
        return note.isEmpty() ? "A person looked, and it did not happen." : note;
    }

    private boolean again(Principal principal, Calls.Proposed proposed) {
        if (!KeptInput.isWhole(proposed.input())
                && requests.ofCall(principal.observatory(), proposed.id()).isEmpty())
            throw Problem.conflict(
                    "not-kept", "Its files were not kept, so it cannot be sent again from here. Send it anew.");
        boolean settled = calls.settle(principal.observatory(), proposed.id(), "waiting", null, null);
        if (settled) queue.put(DecidedCalls.again(principal.observatory(), proposed.id(), principal.name()));
        return settled;
    }

    private void write(Principal principal, Calls.Proposed proposed, String verdict, String note) {
        log.write(new Activity(
                principal.observatory(),
                UuidV7.next(),
                proposed.integrationId(),
                ActivityType.APPROVAL,
                "call/settled",
                "Settled as %s: %s/%s".formatted(verdict, proposed.platform(), proposed.action()),
                note,
                Map.of("verdict", verdict),
                switch (verdict) {
                    case "done" -> Activity.Status.SUCCESS;
                    case "not-done" -> Activity.Status.FAILED;
                    default -> Activity.Status.PENDING;
                },
                Actor.of(principal),
                "by person",
                proposed.id(),
                clock.instant()));
    }
}
