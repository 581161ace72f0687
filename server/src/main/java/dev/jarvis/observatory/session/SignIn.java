package dev.jarvis.observatory.session;

import dev.jarvis.observatory.Email;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks a password, in the same time and with the same words whether there is such an account or not. */
final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final Account NOBODY = new Account(new UserId(new UUID(0, 0)), null);
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final Guesses guesses;
    private final Devices devices;

    SignIn(TenantTransactions db, JdbcClient jdbc, Passwords passwords, Guesses guesses, Devices devices) {
        this.db = db;
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.guesses = guesses;
        this.devices = devices;
    }

    /** An account as it is stored. */
    private record Account(UserId id, @Nullable String passwordHash) {
        /** Never the address that was typed, which may be a password in the wrong field. */
        String shown() {
            return equals(NOBODY) ? "unknown" : id.toString();
        }
    }

    /** @throws Problem 401 when the two do not belong together, 429 after too many attempts */
    UserId byPassword(Email email, Password password, HttpServletRequest request) {
        Account account = find(email).orElse(NOBODY);
        Guesses.Attempt attempt = devices.known(account.id(), request)
                .map(Guesses.Attempt::fromKnown)
                .orElseGet(() -> Guesses.Attempt.of(email, request.getRemoteAddr()));
        guesses.count(attempt);
        if (!passwords.matches(password.reveal(), account.passwordHash())) {
            LOG.info("A password was refused: account {}, from {}", account.shown(), request.getRemoteAddr());
            throw Problem.of(401, "wrong-credentials", "The e-mail address and the password do not belong together.");
        }
        guesses.takeBack(attempt);
        return account.id();
    }

    void again(SignedIn person, Password password, HttpServletRequest request) {
        byPassword(person.email(), password, request);
    }

    private Optional<Account> find(Email email) {
        return db.global(() -> jdbc.sql("select id, password_hash from users where email = ? and disabled_at is null")
                .param(email.value())
                .query((row, _) ->
                        new Account(new UserId(row.getObject("id", UUID.class)), row.getString("password_hash")))
                .optional());
    }
}
