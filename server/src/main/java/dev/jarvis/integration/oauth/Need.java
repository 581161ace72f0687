package dev.jarvis.integration.oauth;

import dev.jarvis.integration.HeldCredentials;
import dev.jarvis.sdk.Credentials;
import java.util.function.Predicate;

/**
 * What a caller wants of a set of credentials.
 *
 * @param good as it should be
 * @param usable as it may be while the token endpoint is slow or in trouble
 */
record Need(Predicate<Credentials> good, Predicate<Credentials> usable) {
    boolean satisfied(HeldCredentials held) {
        return good.test(held.credentials());
    }

    boolean bearable(HeldCredentials held) {
        return usable.test(held.credentials());
    }
}
