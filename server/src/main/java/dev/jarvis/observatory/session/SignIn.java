package dev.jarvis.observatory.session;

import dev.jarvis.observatory.Email;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.User;
import dev.jarvis.observatory.UserId;
import dev.jarvis.observatory.Users;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks a password, in the same time and with the same words whether there is such an account or not. */
final class SignIn {
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final Users users;
    private final Passwords passwords;
    private final Guesses guesses;

    SignIn(TenantTransactions db, JdbcClient jdbc, Users users, Passwords passwords, Guesses guesses) {
        this.db = db;
        this.jdbc = jdbc;
        this.users = users;
        this.passwords = passwords;
        this.guesses = guesses;
    }

    /** @throws Problem 401 when the two do not belong together, 429 after too many attempts */
    UserId byPassword(Email email, Password password, String address) {
        Guesses.Attempt attempt = Guesses.Attempt.of(email, address);
        guesses.count(attempt);
        Optional<User> user = db.global(() -> users.byEmail(email));
        boolean right =
                passwords.matches(password.reveal(), user.flatMap(this::hash).orElse(null));
        if (!right || user.isEmpty())
            throw Problem.of(401, "wrong-credentials", "The e-mail address and the password do not belong together.");
        guesses.takeBack(attempt);
        return user.get().id();
    }

    void again(SignedIn person, Password password, String address) {
        byPassword(person.email(), password, address);
    }

    private Optional<String> hash(User user) {
        return db.global(() -> jdbc.sql("select password_hash from users where id = ?")
                .param(user.id().value())
                .query((row, _) -> Optional.<@Nullable String>ofNullable(row.getString(1)))
                .single());
    }
}
