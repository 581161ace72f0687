package dev.jarvis.integration.template;

import dev.jarvis.observatory.Listing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored answer.
 *
 * @param variables the names of its places, in their order: {@code {{name}}}
 */
record Template(
        UUID id,
        String name,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        List<String> variables,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Listing.Item {}
