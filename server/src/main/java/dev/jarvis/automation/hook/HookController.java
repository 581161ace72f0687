package dev.jarvis.automation.hook;

import dev.jarvis.automation.definition.Rules;
import dev.jarvis.observatory.Listing;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Addresses for webhooks: made, shown, their secrets exchanged, removed. */
@RestController
final class HookController {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration BOTH_SECRETS = Duration.ofHours(24);
    private final Hooks hooks;
    private final Rules rules;

    HookController(Hooks hooks, Rules rules) {
        this.hooks = hooks;
        this.rules = rules;
    }

    /** @param secret the one the sender gave; a new one is made where there is none */
    record NewHook(
            String name,
            @Nullable Signature signature,
            @Nullable String secret) {
        NewHook {
            name = Input.text("name", name, 200);
            insistOnSecret(secret);
        }
    }

    /** @param secret null for a new one */
    record NewSecret(@Nullable String secret) {
        NewSecret {
            insistOnSecret(secret);
        }
    }

    private static void insistOnSecret(@Nullable String given) {
        if (given != null && given.isEmpty()) throw Problem.badInput("secret", "must not be empty");
    }

    /** The only answer that shows the secret. */
    record MadeHook(Hook hook, String secret) {}

    @GetMapping("/api/hooks")
    Page<Hook> list(
            Principal caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return hooks.list(caller.observatory(), Listing.of(limit, cursor));
    }

    @PostMapping("/api/hooks")
    @ResponseStatus(HttpStatus.CREATED)
    MadeHook add(Principal caller, @RequestBody NewHook wanted) {
        String secret = wanted.secret == null ? fresh() : wanted.secret;
        Signature signature = wanted.signature == null ? new Signature.Standard() : wanted.signature;
        return new MadeHook(hooks.add(caller, wanted.name, signature, Secret.of(secret)), secret);
    }

    /** A new secret; the former one holds for another day. */
    @PostMapping("/api/hooks/{id}/secret")
    MadeHook rotate(Principal caller, @PathVariable UUID id, @RequestBody NewSecret wanted) {
        String secret = wanted.secret == null ? fresh() : wanted.secret;
        return new MadeHook(hooks.rotate(caller, id, Secret.of(secret), BOTH_SECRETS), secret);
    }

    @DeleteMapping("/api/hooks/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Principal caller, @PathVariable UUID id) {
        rules.startedBy(caller.observatory(), id).stream().findFirst().ifPresent(rule -> {
            throw Problem.conflict(
                    "hook-in-use",
                    "The rule %s begins with it. Switch that one off or change it first.".formatted(rule.name()));
        });
        hooks.remove(caller, id);
    }

    private static String fresh() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }
}
