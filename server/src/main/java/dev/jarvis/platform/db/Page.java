package dev.jarvis.platform.db;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, as every list route answers it.
 *
 * @param nextCursor where the next part begins, or null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public static final int USUAL = 50;
    public static final int MOST = 200;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * @param rows up to {@code limit + 1} rows: the one too many shows that there are more
     * @param cursor the encoded cursor of a row
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()));
    }
}
