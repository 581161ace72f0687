package dev.jarvis.observatory.passkey;

import dev.jarvis.observatory.PersonalNews;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.UserId;
import dev.jarvis.observatory.session.Entry;
import dev.jarvis.observatory.session.Me;
import dev.jarvis.observatory.session.Method;
import dev.jarvis.observatory.session.Mirror;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
class PasskeyController {
    private static final Duration PROOF_LASTS = Duration.ofMinutes(10);
    private final Ceremony ceremony;
    private final Passkeys passkeys;
    private final Entry entry;
    private final Mirror mirror;
    private final PersonalNews news;

    PasskeyController(Ceremony ceremony, Passkeys passkeys, Entry entry, Mirror mirror, PersonalNews news) {
        this.ceremony = ceremony;
        this.passkeys = passkeys;
        this.entry = entry;
        this.mirror = mirror;
        this.news = news;
    }

    record OwnPasskeys(List<Passkey> items) {}

    /** @param credential as {@code PublicKeyCredential.toJSON()} gives it */
    record NewPasskey(
            String label,
            @Schema(implementation = ObjectNode.class) JsonNode credential) {
        NewPasskey {
            label = Input.text("label", label, 100);
        }
    }

    /** @param credential as {@code PublicKeyCredential.toJSON()} gives it */
    record PasskeyProof(
            @Schema(implementation = ObjectNode.class) JsonNode credential) {}

    @GetMapping("/api/auth/passkeys")
    OwnPasskeys own(SignedIn person) {
        return new OwnPasskeys(passkeys.of(person.user()));
    }

    @PostMapping("/api/auth/passkeys/registration")
    CreationOptions offer(SignedIn person) {
        insistOnFreshProof(person);
        return ceremony.offer(person);
    }

    @PostMapping("/api/auth/passkeys")
    @ResponseStatus(HttpStatus.CREATED)
    Passkey register(SignedIn person, @RequestBody NewPasskey made) {
        insistOnFreshProof(person);
        Passkey added = ceremony.register(person, made.label(), made.credential());
        news.tell(person.user(), "person/passkey-added", "added the passkey " + added.label());
        return added;
    }

    @DeleteMapping("/api/auth/passkeys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(SignedIn person, @PathVariable UUID id) {
        insistOnFreshProof(person);
        passkeys.delete(person.user(), id);
        news.tell(person.user(), "person/passkey-removed", "removed a passkey");
    }

    @PostMapping("/api/auth/passkeys/challenge")
    RequestOptions ask() {
        return ceremony.ask(null);
    }

    @PostMapping("/api/auth/passkeys/sign-in")
    Me signIn(@RequestBody PasskeyProof proof, HttpServletRequest request, HttpServletResponse response) {
        UserId user = ceremony.proven(proof.credential(), null);
        return mirror.of(entry.open(user, Method.PASSKEY, request, response));
    }

    @PostMapping("/api/auth/passkeys/step-up-challenge")
    RequestOptions askAgain(SignedIn person) {
        return ceremony.ask(person.user());
    }

    @PostMapping("/api/auth/passkeys/step-up")
    Me stepUp(SignedIn person, @RequestBody PasskeyProof proof, HttpServletResponse response) {
        ceremony.proven(proof.credential(), person.user());
        return mirror.of(entry.stepUp(person, response));
    }

    /** Whoever finds an open browser must not leave a key of their own in it. */
    private static void insistOnFreshProof(SignedIn person) {
        if (!person.provedSince(Instant.now().minus(PROOF_LASTS)))
            throw Problem.forbidden(
                    "step-up-needed", "Prove once more that it is you (POST /api/auth/step-up), then try again.");
    }
}
