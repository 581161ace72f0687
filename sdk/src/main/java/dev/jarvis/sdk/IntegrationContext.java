package dev.jarvis.sdk;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the server lends to one connection: its credentials, the way out, and the log. Bound to one observatory and one
 * integration; nothing reached through it belongs to anybody else. Safe for many threads.
 */
public interface IntegrationContext {
    Manifest manifest();

    /** The address in use, after the operator's overrides; without a slash at its end. */
    URI endpoint(String use);

    /** @throws PlatformException {@link ErrorKind#PERMANENT} where no OAuth app is configured, saying how to */
    OAuthApp app();

    /** The account, once a test has found it. */
    Optional<Account> account();

    /** The stored credentials of the version this integration was initialised with. */
    Credentials credentials();

    /**
     * Credentials good for at least the manifest's buffer. Refreshes where needed: one refresh a connection at a time,
     * on all nodes together, stored before it is used.
     *
     * @throws PlatformException {@link ErrorKind#AUTH_REVOKED} when only connecting again helps, {@link
     *     ErrorKind#TRANSIENT} when the token endpoint is in trouble
     */
    Credentials fresh();

    /** As {@link #fresh()}, after the platform answered 401 to {@code rejected}: refreshes unless someone already did. */
    Credentials replacing(Credentials rejected);

    /** The way out, held to the manifest's hosts. */
    Http http();

    InstantSource clock();

    /** Inside an action it enriches the action's row; outside it writes a row of its own. */
    void logActivity(ActivityEntry entry);

    void updateStatus(Status status);

    /** Replaces the stored credentials as a whole; the integration is initialised anew for later calls. */
    void updateCredentials(Credentials credentials);
}
