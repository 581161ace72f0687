package dev.jarvis.testing;

import dev.jarvis.observatory.Email;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Observatory;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.User;
import dev.jarvis.observatory.UserId;
import dev.jarvis.observatory.Users;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.TenantTransactions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People and observatories in a running server, as many as a test needs.
 *
 * <pre>{@code
 * World world = new World(context);
 * ObservatoryId lovelace = world.observatory();
 * Caller viewer = world.member(lovelace, Role.VIEWER);
 * }</pre>
 */
public final class World {
    public static final String PASSWORD = "correct horse battery staple";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static volatile String hash;

    private final ApplicationContext context;
    private final TenantTransactions db;

    public World(ApplicationContext context) {
        this.context = context;
        this.db = bean(TenantTransactions.class);
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    public Caller stranger() {
        return new Caller(port());
    }

    /** Somebody with an account and the usual password. */
    public User user() {
        return user(false);
    }

    public User superadmin() {
        return user(true);
    }

    private User user(boolean superadmin) {
        String name = "Person " + COUNT.incrementAndGet();
        Email email = new Email("person" + COUNT.get() + "@example.com");
        return db.global(() -> bean(Users.class).add(email, name, hash(bean(Passwords.class)), superadmin));
    }

    private static String hash(Passwords passwords) {
        if (hash == null) hash = passwords.hash(PASSWORD);
        return hash;
    }

    /** A new observatory with an owner of its own. */
    public ObservatoryId observatory() {
        return observatory(user().id());
    }

    public ObservatoryId observatory(UserId owner) {
        Observatory made = bean(Observatories.class).create(owner, "Observatory " + COUNT.incrementAndGet());
        return made.id();
    }

    public void join(ObservatoryId observatory, UserId user, Role role) {
        db.inObservatory(
                observatory.value(),
                () -> jdbc().sql(
                                "insert into memberships (observatory_id, user_id, role) values (?, ?, ?::member_role)")
                        .params(observatory.value(), user.value(), role.wireName())
                        .update());
    }

    /** A browser in which a new member of this role is signed in. */
    public Caller member(ObservatoryId observatory, Role role) {
        User user = user();
        join(observatory, user.id(), role);
        return browser(user);
    }

    /** A browser in which they are signed in. */
    public Caller browser(User user) {
        Caller caller = stranger();
        Caller.Answer in = signIn(caller, user);
        if (in.status() != 200) throw new AssertionError(in.body());
        return caller;
    }

    /** As {@link #browser}, where they have just proved themselves anew. */
    public Caller provenBrowser(User user) {
        return proven(browser(user));
    }

    /** Proves anew who is signed in there. */
    public static Caller proven(Caller browser) {
        Caller.Answer proof = browser.post("/api/auth/step-up", Map.of("password", PASSWORD));
        if (proof.status() != 200) throw new AssertionError(proof.body());
        return browser;
    }

    public Caller.Answer signIn(Caller caller, User user) {
        return caller.post("/api/auth/sign-in", Map.of("email", user.email().value(), "password", PASSWORD));
    }

    /** A program with a new key that this member made. */
    public Caller key(Caller member, Map<String, ?> wanted) {
        Caller.Answer made = member.post("/api/keys", wanted);
        if ("step-up-needed".equals(made.code())) made = proven(member).post("/api/keys", wanted);
        if (made.status() != 201) throw new AssertionError(made.body());
        return stranger().withKey(made.text("/key"));
    }
}
