package dev.jarvis.activity;

import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.ActivityType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a caller wants to see.
 *
 * @param history also rows that a newer one of the same call has replaced
 * @param call of the ledger: what became of one act
 * @param actor an id, or
 * @param actorKind {@code person}, {@code agent}, ...
 * @param from the first instant, to the millisecond
 * @param to the first instant that no longer counts
 * @param q anywhere in title, description or the actor's name, whatever the case
 */
record ActivityFilter(
        boolean history,
        @Nullable String type,
        @Nullable String action,
        @Nullable String status,
        @Nullable UUID integration,
        @Nullable UUID call,
        @Nullable UUID actor,
        @Nullable String actorKind,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String q) {
    static final List<String> PARAMETERS =
            List.of("type", "action", "status", "integration", "call", "actor", "from", "to", "q", "history");

    static final ActivityFilter NONE =
            new ActivityFilter(false, null, null, null, null, null, null, null, null, null, null);

    private static final List<String> TYPES = names(ActivityType.values());
    private static final List<String> STATUSES = names(Activity.Status.values());
    private static final List<String> ACTOR_KINDS = names(Actor.Kind.values());

    static ActivityFilter of(Parameters given) {
        Instant from = given.time("from");
        Instant to = given.time("to");
        if (from != null && to != null && !from.isBefore(to)) throw Problem.badInput("to", "must be after from");
        String actor = given.text("actor", 100);
        boolean kind = actor != null && ACTOR_KINDS.contains(actor);
        return new ActivityFilter(
                given.flag("history"),
                given.oneOf("type", TYPES),
                given.text("action", 200),
                given.oneOf("status", STATUSES),
                given.id("integration"),
                given.id("call"),
                kind ? null : given.id("actor"),
                kind ? actor : null,
                from,
                to,
                given.text("q", 200));
    }

    /**
     * A part of a query and its values, for one {@code ?} each.
     *
     * @param indexed may stand next to the order by id, because an index has both
     */
    record Condition(String sql, List<Object> values, boolean indexed) {}

    List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        add(all, "a.id >= ?", from == null ? null : UuidV7.floor(from), true);
        add(all, "a.id < ?", to == null ? null : UuidV7.floor(to), true);
        add(all, "a.type = ?", type, true);
        add(all, "a.status = ?", status, true);
        add(all, "a.integration_id = ?", integration, true);
        add(all, "a.call_id = ?", call, true);
        add(all, "a.action = ?", action, false);
        add(all, "a.actor_id = ?", actor, false);
        add(all, "a.actor_kind = ?", actorKind, false);
        if (q != null) all.add(search(q));
        if (!history) all.add(newestOfItsCall());
        return all;
    }

    private static void add(List<Condition> all, String sql, @Nullable Object value, boolean indexed) {
        if (value != null) all.add(new Condition(sql, List.of(value), indexed));
    }

    private static Condition search(String words) {
        String pattern = "%" + words.replaceAll("[\\\\%_]", "\\\\$0") + "%";
        return new Condition(
                "(a.title ilike ? or a.description ilike ? or a.actor_name ilike ?)",
                List.of(pattern, pattern, pattern),
                false);
    }

    /** The "or" keeps it a look-up a row; as an anti join it could be planned as a scan of the whole log. */
    private static Condition newestOfItsCall() {
        return new Condition("""
                (a.call_id is null or not exists (
                    select from activity_logs n
                    where n.observatory_id = a.observatory_id and n.call_id = a.call_id and n.id > a.id))""", List.of(), false);
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
