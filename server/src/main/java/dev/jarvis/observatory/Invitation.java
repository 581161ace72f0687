package dev.jarvis.observatory;

import java.time.Instant;
import java.util.UUID;

/** Somebody was asked to join and has not answered yet. */
public record Invitation(UUID id, String email, Role role, Instant expiresAt, Instant createdAt)
        implements Listing.Item {}
