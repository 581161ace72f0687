package dev.jarvis.sdk;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/**
 * A platform, as it is registered. Found by {@link java.util.ServiceLoader}: name the class in {@code
 * META-INF/services/dev.jarvis.sdk.Connector}; the server needs no change.
 *
 * <p>Its manifest lies beside the class as {@code connector.yaml}.
 */
public interface Connector {
    /** The text of the manifest; the caller closes it. */
    default InputStream manifest() {
        return Objects.requireNonNull(
                getClass().getResourceAsStream("connector.yaml"),
                () -> getClass().getName() + " has no connector.yaml beside it");
    }

    /** Everything that can be done, in the order people should see it. */
    List<Action<?, ?, ?>> actions();

    /** A new, not yet initialised integration; one is made for each connection. */
    BaseIntegration create();
}
