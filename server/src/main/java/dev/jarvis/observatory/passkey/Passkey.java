package dev.jarvis.observatory.passkey;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as its owner sees it.
 *
 * @param synced whether its maker keeps copies on the person's other devices
 */
public record Passkey(
        UUID id, String label, boolean synced, @Nullable Instant lastUsedAt, Instant createdAt) {}
