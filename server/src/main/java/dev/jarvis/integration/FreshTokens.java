package dev.jarvis.integration;

import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Keeps access tokens good: one refresh a connection at a time on all nodes together, stored before it is used. */
public interface FreshTokens {
    /**
     * A set whose access token is good for the buffer, or at least still good while the token endpoint is in trouble.
     *
     * @param held the set as it was read
     * @param refresh asks the token endpoint; called with the newest stored set and no database connection held
     * @throws PlatformException {@link ErrorKind#AUTH_REVOKED} when only connecting again helps, {@link
     *     ErrorKind#TRANSIENT} when the token endpoint is in trouble
     */
    Credentials fresh(HeldCredentials held, Duration buffer, UnaryOperator<Credentials> refresh);

    /** As above, after the platform refused {@code rejected}: another stored set is answered as it is. */
    Credentials replacing(HeldCredentials held, Credentials rejected, UnaryOperator<Credentials> refresh);
}
