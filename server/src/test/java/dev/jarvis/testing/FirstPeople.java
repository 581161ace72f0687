package dev.jarvis.testing;

import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.TenantTransactions;
import java.time.Duration;
import java.util.Map;

/** Sets a fresh server up, as its first person would. */
public final class FirstPeople {
    public static final String PASSWORD = "correct horse battery staple";

    /** @return a browser in which Ada, superadmin and owner of the observatory Lovelace, is signed in */
    public static Caller ada(int port, Links links, TenantTransactions db) {
        Caller ada = new Caller(port);
        String token = db.global(() -> links.make(Links.Purpose.SETUP, null, Duration.ofMinutes(5)))
                .reveal();
        Caller.Answer done = ada.post(
                "/api/setup",
                Map.of(
                        "token", token,
                        "email", "ada@example.com",
                        "name", "Ada",
                        "password", PASSWORD,
                        "observatory", "Lovelace"));
        if (done.status() != 201) throw new AssertionError(done.body());
        return ada;
    }

    /** Ada in a browser of its own, in which she has just proved herself anew. */
    public static Caller proven(int port) {
        Caller ada = new Caller(port);
        ada.post("/api/auth/sign-in", Map.of("email", "ada@example.com", "password", PASSWORD));
        return World.proven(ada);
    }

    private FirstPeople() {}
}
