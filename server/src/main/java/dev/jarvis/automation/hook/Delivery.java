package dev.jarvis.automation.hook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What came to a webhook, once however often it was sent.
 *
 * @param key the sender's own id of it
 * @param runs what it began; empty where no rule was on
 */
record Delivery(UUID id, String key, Instant receivedAt, List<Began> runs) {
    /** @param id of the run, which may be forgotten before the delivery is */
    record Began(UUID id, UUID rule) {}

    /** @param body as it was sent and signed */
    record Whole(Delivery delivery, String body) {}
}
