package dev.jarvis.sdk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * A value that must never be shown: it prints as dots and refuses to be written as JSON.
 *
 * <p>Call {@link #reveal()} only where the bytes leave for the platform, and keep the result in no field.
 * Immutable and safe for many threads. Equality takes the same time whatever differs.
 */
@JsonSerialize(using = Secret.Refusal.class)
public final class Secret {
    private static final String MASK = "••••";
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** @throws IllegalArgumentException when the value is empty: an empty secret is always a mistake */
    public static Secret of(String value) {
        if (value.isEmpty()) throw new IllegalArgumentException("A secret cannot be empty");
        return new Secret(value);
    }

    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode(); // a hash of the value would leak it through maps and dumps
    }

    @Override
    public String toString() {
        return MASK;
    }

    static final class Refusal extends StdSerializer<Secret> {
        Refusal() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator out, SerializationContext context) {
            throw new IllegalStateException("A secret was about to be written as JSON; it never is");
        }
    }
}
