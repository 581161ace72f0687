package dev.jarvis.observatory.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One browser in which a person is signed in.
 *
 * @param current the one that asks
 */
record OwnSession(
        UUID id,
        boolean current,
        String method,
        @Nullable String userAgent,
        @Nullable String address,
        Instant lastSeenAt,
        Instant createdAt,
        Instant expiresAt) {}
