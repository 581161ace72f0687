package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.ActivityType;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of the log. Never changed once written; what becomes of a call later is a new row of the same call.
 *
 * <p>What PostgreSQL cannot store in a text (U+0000, half a surrogate pair) becomes U+FFFD here rather than an error: the
 * words often come from a platform, and an act that happened must not go unlogged, or take a batch down, for a character.
 *
 * @param id UUIDv7, from {@link dev.jarvis.platform.db.UuidV7}; lists are in its order
 * @param action the platform's or Jarvis's own name of it: {@code twitter/tweet}, {@code connection/made}
 * @param consent which permission it stands on, in words: {@code by person}, {@code by policy: default}
 * @param call the ledger's id, where it is an act
 * @param at by this node's clock
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
    private static final char REPLACEMENT = '\uFFFD';

    public enum Status {
        SUCCESS,
        FAILED,
        PENDING;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Activity {
        if (id.version() != 7) throw new IllegalArgumentException("An activity's id is a UUID of version 7, not " + id);
        if (title.isBlank()) throw new IllegalArgumentException("An activity needs a title");
        action = storable(action);
        title = storable(title);
        description = storable(description);
        consent = storable(consent);
        metadata = metadata.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> storable(entry.getKey()), entry -> storable(entry.getValue()), (one, other) -> other));
    }

    /** The name of its type in the database and on the wire. */
    String typeName() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    public static String storable(String text) {
        if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) return text;
        int[] kept = text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? REPLACEMENT : c)
                .toArray();
        return new String(kept, 0, kept.length);
    }
}
