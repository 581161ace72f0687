package dev.jarvis.sandbox.x;

import java.time.Instant;

/** An account of the sandbox's X. */
record XUser(
        String id,
        String username,
        String name,
        String description,
        long followers,
        long following,
        Instant createdAt) {}
