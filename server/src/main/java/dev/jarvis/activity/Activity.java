package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.ActivityType;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the log. Never changed once written; what becomes of a call later is a new row of the same call.
 *
 * @param id UUIDv7
 * @param action the platform's or Jarvis's own name of it: {@code twitter/tweet}, {@code connection/made}
 * @param consent which permission it stands on, in words: {@code by person}, {@code by policy: default}
 * @param call the ledger's id, where it is an act
 * @param at by this node's clock; the database's is stored beside it
 */
public record Activity(
        ObservatoryId observatory,
        UUID id,
        @Nullable UUID integration,
        ActivityType type,
        String action,
        String title,
        String description,
        Map<String, String> metadata,
        Status status,
        Actor actor,
        String consent,
        @Nullable UUID call,
        Instant at) {
    public enum Status {
        SUCCESS,
        FAILED,
        PENDING
    }

    public Activity {
        if (title.isBlank()) throw new IllegalArgumentException("An activity needs a title");
        metadata = Map.copyOf(metadata);
    }

    /** Sorted, so that the same facts always give the same digest. */
    Map<String, String> sortedMetadata() {
        return new TreeMap<>(metadata);
    }
}
