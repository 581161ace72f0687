package dev.jarvis.automation.hook;

import dev.jarvis.observatory.Listing;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that webhooks come to; never its secret.
 *
 * @param url where senders post to
 * @param formerSecretUntil until when the secret before this one holds, too
 */
record Hook(
        UUID id,
        String name,
        String url,
        Signature signature,
        @Nullable Instant formerSecretUntil,
        Instant createdAt) implements Listing.Item {}
