package dev.jarvis.observatory.key;

import dev.jarvis.observatory.Listing;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it again: without its secret.
 *
 * @param hint its first characters, to tell keys apart
 * @param owner the user's id; a key never may more than they may now
 * @param scopes empty for all that the role may
 * @param lastUsedAt to the minute
 */
public record ApiKey(
        UUID id,
        String name,
        Principal.Key.Kind kind,
        Role role,
        List<String> scopes,
        String hint,
        UUID owner,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        Instant createdAt)
        implements Listing.Item {}
