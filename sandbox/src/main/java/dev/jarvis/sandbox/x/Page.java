package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The part of a timeline that a caller asks for: newest first, within ids and times, so many at once. */
record Page(int size, long below, long above, Instant from, Instant until) {

    private static final String TOKEN = "sandbox-page-";

    static Page of(Parameters asked, int minimum, int preset) {
        String token = asked.first("pagination_token", asked.first("next_token", ""));
        return new Page(
                size(asked, minimum, preset),
                Math.min(id(asked, "until_id", Long.MAX_VALUE), afterToken(token)),
                id(asked, "since_id", 0),
                time(asked, "start_time", Instant.MIN),
                time(asked, "end_time", Instant.MAX));
    }

    /** One more than fits, so that {@link #meta} can tell whether there is a next page. */
    <T> List<T> oneMoreThanFits(Stream<T> newestFirst, ToLongFunction<T> id, Function<T, Instant> at) {
        return newestFirst
                .filter(item -> id.applyAsLong(item) < below && id.applyAsLong(item) > above)
                .filter(item -> !at.apply(item).isBefore(from) && at.apply(item).isBefore(until))
                .limit(size + 1L)
                .toList();
    }

    <T> List<T> fitting(List<T> items) {
        return items.subList(0, Math.min(size, items.size()));
    }

    <T> ObjectNode meta(List<T> items, ToLongFunction<T> id, boolean withEnds) {
        List<T> shown = fitting(items);
        ObjectNode meta = Json.object().put("result_count", shown.size());
        if (!shown.isEmpty() && withEnds) {
            meta.put("newest_id", Long.toString(id.applyAsLong(shown.getFirst())));
            meta.put("oldest_id", Long.toString(id.applyAsLong(shown.getLast())));
        }
        if (items.size() > size) {
            meta.put("next_token", TOKEN + id.applyAsLong(shown.getLast()));
        }
        return meta;
    }

    private static int size(Parameters asked, int minimum, int preset) {
        String text = asked.first("max_results");
        int size = text == null ? preset : (int) Math.min(number("max_results", text), Integer.MAX_VALUE);
        if (size < minimum || size > 100) {
            throw XProblem.invalid(
                    "max_results",
                    String.valueOf(text),
                    "The `max_results` query parameter value [" + text + "] is not between " + minimum + " and 100");
        }
        return size;
    }

    private static long afterToken(String token) {
        if (token.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!token.startsWith(TOKEN)) {
            throw XProblem.invalid("pagination_token", token, "The pagination token is not valid");
        }
        return number("pagination_token", token.substring(TOKEN.length()));
    }

    private static long id(Parameters asked, String name, long fallback) {
        String text = asked.first(name);
        return text == null ? fallback : number(name, text);
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw XProblem.invalid(name, text, "The `" + name + "` query parameter value [" + text + "] is not valid");
        }
    }

    private static Instant time(Parameters asked, String name, Instant fallback) {
        @Nullable String text = asked.first(name);
        try {
            return text == null ? fallback : Instant.parse(text);
        } catch (DateTimeException e) {
            throw XProblem.invalid(
                    name, text, "The `" + name + "` query parameter value [" + text + "] is not RFC 3339");
        }
    }
}
