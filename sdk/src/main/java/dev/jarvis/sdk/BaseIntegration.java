package dev.jarvis.sdk;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one account of a platform.
 *
 * <p>The server makes it through {@link Connector#create()}, calls {@link #initialize} once and then uses it from many
 * threads at a time: keep no mutable state. When the credentials change it is dropped and a new one is made.
 */
public abstract class BaseIntegration {
    private @Nullable IntegrationContext context;

    /** The platform's id, as in the manifest. */
    public final String name() {
        return context().manifest().id();
    }

    /** The platform as people write it. */
    public final String displayName() {
        return context().manifest().name();
    }

    /** Called once, before anything else. */
    public final void initialize(IntegrationContext given) {
        if (context != null) throw new IllegalStateException("Already initialised: " + name());
        context = given;
    }

    /**
     * Asks the platform whose account this is, with the stored credentials.
     *
     * @throws PlatformException when it does not answer, or not for these credentials
     */
    public abstract Account testConnection();

    /**
     * Ends the grant at the platform, where that is possible.
     *
     * @return true when the platform confirmed it; false where it has no such call
     */
    public boolean disconnect() {
        return false;
    }

    /**
     * Sends what the connector does not know itself to the platform's API, with the credentials placed as for its own
     * calls: a person's or program's way to what is not an action yet.
     *
     * @param path begins with a slash; may have a query
     * @throws PlatformException when the platform refuses it, or the connector takes no such calls
     */
    public Reply relay(String method, String path, Map<String, String> headers, Request.@Nullable Body body) {
        throw new PlatformException(ErrorKind.VALIDATION, displayName() + " takes no calls but its connector's own.");
    }

    /**
     * Asks now. Never throws for a platform's trouble; the answer says it, with the {@link ErrorKind} as the detail {@code
     * kind}.
     */
    public Health getHealth() {
        Instant start = context().clock().instant();
        try {
            Account account = testConnection();
            return health(Health.State.HEALTHY, "Connected as " + account.name(), Map.of(), start);
        } catch (PlatformException e) {
            Health.State state = e.kind().passes() ? Health.State.DEGRADED : Health.State.UNHEALTHY;
            return health(state, e.words(), Map.of("kind", e.kind().name()), start);
        }
    }

    protected final IntegrationContext context() {
        if (context == null)
            throw new IllegalStateException(
                    "Used before initialize: " + getClass().getName());
        return context;
    }

    /** The address {@code path} (which begins with a slash) below the platform's API. */
    protected final URI api(String path) {
        return URI.create(context().endpoint("api") + path);
    }

    /**
     * The reply itself, when the platform did what was asked.
     *
     * @throws PlatformException otherwise: its kind by the manifest's error rules, the platform's words, and how long it
     *     asks to wait
     */
    protected final Reply require(Reply reply) {
        if (Refusal.is(context().manifest(), reply)) throw refused(reply);
        return reply;
    }

    /** The refusal in a reply whose status says yes and whose body says no. */
    protected final PlatformException refused(Reply reply) {
        boolean renewable = context().credentials().refreshToken().isPresent();
        return new Refusal(context().manifest(), reply)
                .exception(context().clock().instant(), renewable);
    }

    protected final void logActivity(ActivityEntry entry) {
        context().logActivity(entry);
    }

    protected final void updateStatus(Status status) {
        context().updateStatus(status);
    }

    protected final void updateCredentials(Credentials credentials) {
        context().updateCredentials(credentials);
    }

    private Health health(Health.State state, String message, Map<String, String> details, Instant start) {
        Instant now = context().clock().instant();
        return new Health(state, message, details, Duration.between(start, now), now);
    }
}
