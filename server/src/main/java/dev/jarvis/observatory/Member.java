package dev.jarvis.observatory;

import java.time.Instant;
import java.util.UUID;

/**
 * A person who may enter an observatory.
 *
 * @param id the user's
 */
public record Member(UUID id, String email, String name, Role role, Instant createdAt) implements Listing.Item {}
