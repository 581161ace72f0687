package dev.jarvis.observatory;

import java.time.Instant;
import java.util.UUID;

/** An open invitation, seen by the one who holds its link. */
public record Invited(
        UUID id, ObservatoryId observatory, String observatoryName, Email email, Role role, Instant expiresAt) {}
