package dev.jarvis.approval;

import dev.jarvis.integration.ActionCall;
import dev.jarvis.integration.Calls;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.Ran;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Action;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every action of every connector, as one route; and the ledger of what became of it. */
@RestController
final class ActionRoutes {
    /** The last of them says for which observatory, and is read by the door. */
    private static final Set<String> PARAMETERS = Set.of("account", "dryRun", "observatory");

    private final Catalogue catalogue;
    private final ProposedCalls proposals;
    private final Approvals approvals;
    private final IdempotencyKeys keys;
    private final Calls calls;
    private final TenantTransactions db;
    private final JsonMapper json;

    ActionRoutes(
            Catalogue catalogue,
            ProposedCalls proposals,
            Approvals approvals,
            IdempotencyKeys keys,
            Calls calls,
            TenantTransactions db,
            JsonMapper json) {
        this.catalogue = catalogue;
        this.proposals = proposals;
        this.approvals = approvals;
        this.keys = keys;
        this.calls = calls;
        this.db = db;
        this.json = json;
    }

    @PostMapping(path = "/api/{platform}/{action}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> act(
            Principal principal,
            @PathVariable String platform,
            @PathVariable String action,
            // said, though @Nullable says it too: from that Spring reads the annotations again for each request
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Parameter(hidden = true) @RequestParam Map<String, String> query,
            @RequestBody(required = false) @Nullable JsonNode body) {
        insistOnKnown(query.keySet());
        JsonNode input = body == null ? json.createObjectNode() : body;
        Action<?, ?, ?> wanted = catalogue.platform(platform).action(action);
        UUID id = UuidV7.next();
        Supplier<ActionCall<?, ?, ?>> call =
                () -> proposals.propose(id, principal.observatory(), platform, action, account, input);
        if (dryRun) return ResponseEntity.ok(plan(principal, call.get()));
        if (key == null || wanted.readsOnly())
            return ActionAnswers.of(approvals.submit(call.get(), Origin.of(principal)), wanted.readsOnly());
        byte[] asked = IdempotencyKeys.fingerprint(
                "POST", platform + "/" + action, account == null ? "" : account, input.toString());
        Optional<UUID> earlier = keys.take(principal, key, asked, id);
        return earlier.isPresent() ? replay(principal, earlier.get()) : first(principal, key, id, call);
    }

    /** A misspelled {@code dryRun} would act. */
    private static void insistOnKnown(Set<String> parameters) {
        for (String parameter : parameters)
            if (!PARAMETERS.contains(parameter))
                throw Problem.badInput(parameter, "is not known here; known are account and dryRun");
    }

    @GetMapping("/api/calls/{id}")
    Calls.Kept call(Principal principal, @PathVariable UUID id) {
        return db.readInObservatory(principal.observatory().value(), () -> calls.get(principal.observatory(), id));
    }

    private ResponseEntity<Object> replay(Principal principal, UUID earlier) {
        Optional<Calls.Kept> kept = db.readInObservatory(
                principal.observatory().value(), () -> calls.find(principal.observatory(), earlier));
        return ActionAnswers.replay(kept.orElseThrow(() -> ActionAnswers.inFlight(earlier)));
    }

    /** The key is kept only for what happened or may have happened; everything else may be tried again with it. */
    private ResponseEntity<Object> first(Principal principal, String key, UUID id, Supplier<ActionCall<?, ?, ?>> call) {
        Outcome outcome;
        try {
            outcome = approvals.submit(proposed(principal, key, id, call), Origin.of(principal));
        } catch (Problem nothingSent) {
            if (nothingSent.more().get("callId") == null) keys.release(principal, key, id);
            throw nothingSent;
        }
        if (hadNoEffect(outcome)) keys.release(principal, key, id);
        return ActionAnswers.of(outcome, false);
    }

    private ActionCall<?, ?, ?> proposed(Principal principal, String key, UUID id, Supplier<ActionCall<?, ?, ?>> call) {
        try {
            return call.get();
        } catch (RuntimeException nothingSent) {
            keys.release(principal, key, id);
            throw nothingSent;
        }
    }

    private static boolean hadNoEffect(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Decided(UUID ignored, Ran.Failed failed) -> true;
            case Outcome.Decided(UUID ignored, Ran ran) -> false;
            case Outcome.Waiting waiting -> false;
            case Outcome.Refused refused -> true;
        };
    }

    private Plan plan(Principal principal, ActionCall<?, ?, ?> call) {
        Approvals.Preview decision = approvals.preview(call, Origin.of(principal));
        List<PlannedEffect> effects = call.action().readsOnly()
                ? List.of()
                : List.of(new PlannedEffect(
                        call.connection().platform(),
                        call.action().id(),
                        call.connection().accountName(),
                        call.headline(),
                        call.action().effect().word(),
                        call.risk().name().toLowerCase(java.util.Locale.ROOT),
                        call.cost().amount().toPlainString(),
                        call.cost().currency()));
        return new Plan(true, effects, decision);
    }

    /** What would happen; nothing did. */
    record Plan(boolean dryRun, List<PlannedEffect> effects, Approvals.Preview decision) {}

    /** One outside effect, named. */
    record PlannedEffect(
            String platform,
            String action,
            String account,
            String title,
            String effect,
            String risk,
            String cost,
            String currency) {}
}
