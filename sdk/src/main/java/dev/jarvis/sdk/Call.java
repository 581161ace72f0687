package dev.jarvis.sdk;

import java.time.Instant;
import java.util.UUID;

/**
 * One act, as its handler sees it.
 *
 * @param id the ledger's id, unique for ever
 * @param plannedAt when it was accepted, by the database's clock
 * @param files opens the files that the input names
 */
public record Call(UUID id, Instant plannedAt, FileStore files) {
    /** The key or marker to give to the platform; the same at every try of this call. */
    public String key() {
        return "jarvis-" + id;
    }
}
