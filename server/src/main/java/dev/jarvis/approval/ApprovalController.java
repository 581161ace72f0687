package dev.jarvis.approval;

import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Cursor;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Risk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What waits for people. Nothing here is decided but by a POST or PATCH of somebody who may, with the version they saw. */
@RestController
final class ApprovalController {
    private static final Set<String> STATES = Set.of("pending", "approved", "rejected", "expired", "cancelled");
    private static final int MOST_AT_ONCE = 100;

    private final TenantTransactions db;
    private final Requests requests;
    private final Votes votes;
    private final Decisions decisions;
    private final Calibration calibration;
    private final Proof proof;
    private final JsonMapper json;

    ApprovalController(
            TenantTransactions db,
            Requests requests,
            Votes votes,
            Decisions decisions,
            Calibration calibration,
            Proof proof,
            JsonMapper json) {
        this.db = db;
        this.requests = requests;
        this.votes = votes;
        this.decisions = decisions;
        this.calibration = calibration;
        this.proof = proof;
        this.json = json;
    }

    /** @param reason in words, for the log; at most 500 characters */
    record DecisionReason(@Nullable String reason) {}

    record WantedEdit(JsonNode input, @Nullable String reason) {}

    record WantedDelegation(UUID to) {}

    record ApprovalsSeen(List<ApprovalSeen> items, @Nullable String reason) {}

    record ApprovalSeen(UUID id, long version) {}

    /** @param code of the problem where it was not approved */
    record ApprovalAnswer(
            UUID id,
            String state,
            @Nullable String code,
            @Nullable String detail) {}

    @GetMapping("/api/approvals")
    Page<ApprovalView> list(
            Principal principal,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Input.between("limit", limit, 1, Page.MOST);
        if (status != null && !STATES.contains(status))
            throw Problem.badInput("status", "must be one of pending, approved, rejected, expired, cancelled");
        UUID before = cursor == null
                ? new UUID(-1, -1)
                : Cursor.Kind.TIME.decode(cursor).id();
        return db.readInObservatory(principal.observatory().value(), () -> {
            List<ApprovalView> rows = requests.list(principal.observatory(), status, before, limit + 1).stream()
                    .map(request -> view(principal, request, List.of()))
                    .toList();
            return Page.of(rows, limit, last -> Cursor.Kind.TIME.encode(new Cursor<>(last.createdAt(), last.id())));
        });
    }

    @GetMapping("/api/approvals/{id}")
    ApprovalView get(Principal principal, @PathVariable UUID id) {
        return db.readInObservatory(
                principal.observatory().value(), () -> view(principal, requests.get(principal.observatory(), id)));
    }

    @GetMapping("/api/approvals/calibration")
    Calibration.Report calibration(Principal principal) {
        return calibration.of(principal.observatory());
    }

    @PostMapping("/api/approvals/{id}/approve")
    ApprovalView approve(
            Principal principal,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody(required = false) @Nullable DecisionReason said) {
        return seen(principal, decisions.approve(principal, id, version(match), reason(said)));
    }

    @PostMapping("/api/approvals/{id}/reject")
    ApprovalView reject(
            Principal principal,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody(required = false) @Nullable DecisionReason said) {
        return seen(principal, decisions.reject(principal, id, version(match), reason(said)));
    }

    @PostMapping("/api/approvals/{id}/cancel")
    ApprovalView cancel(
            Principal principal,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody(required = false) @Nullable DecisionReason said) {
        return seen(principal, decisions.cancel(principal, id, version(match), reason(said)));
    }

    @PatchMapping("/api/approvals/{id}")
    ApprovalView edit(
            Principal principal,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody WantedEdit edit) {
        return seen(
                principal,
                decisions.edit(principal, id, version(match), edit.input(), reason(new DecisionReason(edit.reason()))));
    }

    @PostMapping("/api/approvals/{id}/delegate")
    ApprovalView delegate(
            Principal principal,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody WantedDelegation delegation) {
        return seen(principal, decisions.delegate(principal, id, version(match), delegation.to()));
    }

    /** Each stands for itself: one that cannot be approved keeps none of the others from it. */
    @PostMapping("/api/approvals/approve")
    List<ApprovalAnswer> approveSeveral(Principal principal, @RequestBody ApprovalsSeen several) {
        if (several.items().isEmpty() || several.items().size() > MOST_AT_ONCE)
            throw Problem.badInput("items", "must have 1 to %d entries".formatted(MOST_AT_ONCE));
        List<ApprovalAnswer> answers = new ArrayList<>();
        for (ApprovalSeen one : several.items())
            answers.add(approved(principal, one, reason(new DecisionReason(several.reason()))));
        return answers;
    }

    private ApprovalAnswer approved(Principal principal, ApprovalSeen one, @Nullable String reason) {
        try {
            Request request = db.readInObservatory(
                    principal.observatory().value(), () -> requests.get(principal.observatory(), one.id()));
            if (request.risk() != Risk.LOW)
                throw Problem.conflict("one-by-one", "Only what is of low risk is approved together with others.");
            return new ApprovalAnswer(
                    one.id(),
                    decisions
                            .approve(principal, one.id(), one.version(), reason)
                            .state(),
                    null,
                    null);
        } catch (Problem problem) {
            return new ApprovalAnswer(one.id(), "unchanged", problem.code(), problem.detail());
        }
    }

    private ApprovalView seen(Principal principal, Request request) {
        return db.readInObservatory(principal.observatory().value(), () -> view(principal, request));
    }

    private ApprovalView view(Principal principal, Request request) {
        return view(principal, request, votes.edits(request));
    }

    private ApprovalView view(Principal principal, Request request, List<Votes.Edit> edits) {
        Standing standing = decisions.standingNow(request);
        return ApprovalView.of(
                request,
                decisions.votesFor(request),
                edits,
                standing.needed(),
                may(principal, request, standing),
                Instant.now(),
                json);
    }

    private ApprovalView.MayDo may(Principal principal, Request request, Standing standing) {
        UUID person =
                principal.person() == null ? new UUID(0, 0) : principal.person().value();
        boolean open = request.pending() && !request.expired();
        String why = !open ? "It is decided." : standing.objection(person).orElse(null);
        boolean stepUp = request.risk() == Risk.HIGH || standing.replacesSecondPerson(person);
        boolean own =
                principal.id().equals(request.origin().id()) || principal.id().equals(request.proposer());
        return new ApprovalView.MayDo(
                why == null,
                open && (own || principal.role().may(Permission.ADMINISTER)),
                why == null && stepUp && !proof.isFresh(principal),
                why);
    }

    /** RFC 9110 section 13.1.1; quotes may be left out. */
    private static long version(@Nullable String match) {
        if (match == null)
            throw Problem.of(
                    428,
                    "if-match-needed",
                    "Send the version you looked at as If-Match, so that you decide what you saw.");
        String digits = match.strip().replaceFirst("^\"(\\d+)\"$", "$1");
        if (!digits.matches("\\d{1,15}")) throw Problem.badInput("If-Match", "must be a version, such as \"3\"");
        return Long.parseLong(digits);
    }

    private static @Nullable String reason(@Nullable DecisionReason said) {
        String reason = said == null ? null : said.reason();
        if (reason == null || reason.isBlank()) return null;
        if (reason.length() > 500 || reason.indexOf('\0') >= 0)
            throw Problem.badInput("reason", "must have at most 500 characters of text");
        return reason.strip();
    }
}
