package dev.jarvis.observatory.session;

import dev.jarvis.observatory.Email;
import dev.jarvis.observatory.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SignInController {
    private final SignIn signIn;
    private final Entry entry;
    private final Mirror mirror;
    private final Sessions sessions;
    private final SessionCookie cookie;

    SignInController(SignIn signIn, Entry entry, Mirror mirror, Sessions sessions, SessionCookie cookie) {
        this.signIn = signIn;
        this.entry = entry;
        this.mirror = mirror;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    record Credentials(Email email, Password password) {}

    record Proof(Password password) {}

    record OwnSessions(List<OwnSession> items) {}

    @PostMapping("/api/auth/sign-in")
    Me signIn(@RequestBody Credentials typed, HttpServletRequest request, HttpServletResponse response) {
        var user = signIn.byPassword(typed.email(), typed.password(), request);
        return mirror.of(entry.open(user, Method.PASSWORD, request, response));
    }

    @PostMapping("/api/auth/step-up")
    Me stepUp(SignedIn person, @RequestBody Proof proof, HttpServletRequest request, HttpServletResponse response) {
        signIn.again(person, proof.password(), request);
        return mirror.of(entry.stepUp(person, response));
    }

    @PostMapping("/api/auth/sign-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(SignedIn person, HttpServletResponse response) {
        sessions.end(person.user(), person.session());
        cookie.clear(response);
    }

    @GetMapping("/api/me")
    Me me(SignedIn person, @RequestHeader(name = "X-Observatory", required = false) @Nullable UUID observatory) {
        return mirror.of(person, observatory);
    }

    @GetMapping("/api/auth/sessions")
    OwnSessions sessions(SignedIn person) {
        return new OwnSessions(sessions.of(person));
    }

    @DeleteMapping("/api/auth/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(SignedIn person, @PathVariable UUID id) {
        sessions.end(person.user(), id);
    }
}
