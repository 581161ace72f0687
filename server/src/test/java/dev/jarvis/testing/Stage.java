package dev.jarvis.testing;

import dev.jarvis.observatory.Email;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Observatory;
import dev.jarvis.observatory.User;
import dev.jarvis.observatory.Users;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.TenantTransactions;

/** People and their observatories, as a test needs them. */
public record Stage(int port, TenantTransactions db, Users users, Passwords passwords, Observatories observatories) {
    /** Somebody with an observatory of their own, signed in in a browser of their own. */
    public record Somebody(User user, Observatory observatory, Browser browser) {}

    public Somebody enters(String name) {
        String email = name.toLowerCase(java.util.Locale.ROOT) + "@example.com";
        String hash = passwords.hash(FirstPeople.PASSWORD);
        User user = db.global(() -> users.add(new Email(email), name, hash, false));
        Observatory observatory = observatories.create(user.id(), name + "'s");
        return new Somebody(user, observatory, new Browser(port).signedIn(email, FirstPeople.PASSWORD));
    }
}
