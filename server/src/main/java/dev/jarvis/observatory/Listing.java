package dev.jarvis.observatory;

import dev.jarvis.platform.db.Cursor;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.problem.Input;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which part of a list a caller asks for; lists here are in the order their things were made. */
public record Listing(int limit, @Nullable Cursor<Instant> after) {
    /** What is listed by the time it was made. */
    public interface Item {
        UUID id();

        Instant createdAt();
    }

    public Listing {
        Input.between("limit", limit, 1, Page.MOST);
    }

    public static Listing of(int limit, @Nullable String cursor) {
        return new Listing(limit, cursor == null ? null : Cursor.Kind.TIME.decode(cursor));
    }

    /** For {@code (created_at, id) > (?, ?)}: before everything on the first page. */
    public OffsetDateTime time() {
        return (after == null ? Instant.EPOCH : after.key()).atOffset(ZoneOffset.UTC);
    }

    public UUID id() {
        return after == null ? new UUID(0, 0) : after.id();
    }

    /** One more than asked for shows that there are more. */
    public int rows() {
        return limit + 1;
    }

    public <T extends Item> Page<T> page(List<T> rows) {
        return Page.of(rows, limit, last -> Cursor.Kind.TIME.encode(new Cursor<>(last.createdAt(), last.id())));
    }
}
