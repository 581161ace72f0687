package dev.jarvis.testing;

import dev.jarvis.platform.db.UuidV7;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A row of an observatory in every table that has rows of observatories, with a word in every column that can hold one.
 * The tables are read from the catalogue, so a new one is covered by itself.
 */
public final class Canaries {
    private static final Pattern CHECK = Pattern.compile("check constraint \"([a-z_]+)\"");
    private static final List<String> FORMS = List.of(
            "canary",
            "2026-11-22T10:00",
            "2026-11-22T10:00+00:00",
            "2026-11-22 10:00",
            "a.b",
            "a/b",
            "UTC",
            "0 0 * * *",
            "1");
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'::text");

    private final JdbcClient superuser;
    private final UUID observatory;
    private final String word;
    private final UUID user;
    private final Map<String, UUID> sown = new LinkedHashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();

    /** @param word lower-case letters and digits, so that it passes where a name or an address is checked */
    public Canaries(DataSource superuser, UUID observatory, String word) {
        this.superuser = JdbcClient.create(superuser);
        this.observatory = observatory;
        this.word = word;
        this.user = somebody();
    }

    record Column(String name, String type, boolean nullable, String checks, String refers, String referred) {}

    private UUID somebody() {
        UUID id = UuidV7.next();
        superuser
                .sql("insert into users (id, email, name) values (?, ?, ?)")
                .params(id, id + "@" + word + ".example", word)
                .update();
        return id;
    }

    /** @return the ids of the rows, by table; tables without a column {@code id} have one that nothing knows */
    public Map<String, UUID> sow() {
        List<String> waiting = new ArrayList<>(tables());
        for (int before = -1; before != waiting.size(); ) {
            before = waiting.size();
            waiting.removeIf(this::sow);
        }
        if (!waiting.isEmpty()) throw new AssertionError("No row could be made in " + refused);
        return Map.copyOf(sown);
    }

    /** Every table with rows of observatories, but not the parts of a partitioned one. */
    public List<String> tables() {
        return superuser.sql("""
                        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                          and a.attname = 'observatory_id' and not a.attisdropped order by 1
                        """).query(String.class).list();
    }

    /** Where a text must have a form, the usual forms are tried one after the other. */
    private boolean sow(String table) {
        Map<String, Integer> tried = new HashMap<>();
        List<Column> columns = columns(table);
        for (int i = 0; i < FORMS.size() * 2; i++) {
            if (sow(table, columns, tried)) return true;
            Matcher check = CHECK.matcher(refused.get(table));
            if (!check.find()) return false;
            columns.stream()
                    .filter(column -> check.group(1).contains("_" + column.name + "_"))
                    .forEach(column -> tried.merge(column.name, 1, Integer::sum));
        }
        return false;
    }

    private boolean sow(String table, List<Column> columns, Map<String, Integer> tried) {
        UUID id = UuidV7.next();
        try {
            superuser
                    .sql("insert into %s (%s) values (%s)"
                            .formatted(
                                    table,
                                    columns.stream().map(Column::name).collect(Collectors.joining(", ")),
                                    columns.stream()
                                            .map(column -> value(column, id, tried.getOrDefault(column.name, 0)))
                                            .collect(Collectors.joining(", "))))
                    .update();
            sown.put(table, id);
            refused.remove(table);
            return true;
        } catch (DataAccessException | NotYet e) {
            refused.put(table, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private List<Column> columns(String table) {
        return superuser.sql("""
                        select a.attname as name,
                               format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type,
                               not a.attnotnull as nullable,
                               coalesce((select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
                                         where k.contype = 'c'
                                           and (k.conrelid = a.attrelid and k.conkey = array [a.attnum]
                                                or k.contypid = t.oid)), '') as checks,
                               coalesce(f.confrelid::regclass::text, '') as refers,
                               coalesce((select r.attname from pg_attribute r
                                         where r.attrelid = f.confrelid
                                           and r.attnum = f.confkey[array_position(f.conkey, a.attnum)]), '') as referred
                        from pg_attribute a join pg_type t on t.oid = a.atttypid
                        left join lateral (select * from pg_constraint k where k.contype = 'f' and k.conrelid = a.attrelid
                                           and a.attnum = any (k.conkey) order by k.conname limit 1) f on true
                        where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                          and t.typname <> 'xid8' order by a.attnum
                        """).param(table).query(Column.class).list();
    }

    private String value(Column column, UUID id, int tried) {
        if (column.name.equals("observatory_id")) return quoted(observatory);
        if (column.name.equals("id")) return quoted(id);
        if (column.name.equals("seq")) return "1000000"; // the chain goes on below it meanwhile
        if (column.refers.equals("users")) return quoted(user);
        if (!column.refers.isEmpty() && !column.refers.equals("observatories")) return referred(column);
        return switch (column.type) {
            case "text" -> tried == 0 ? text(column) : "'" + FORMS.get(tried % FORMS.size()) + "'";
            case "text[]" -> "array ['" + word + "']";
            case "uuid" -> quoted(UuidV7.next());
            case "uuid[]" -> "array [" + quoted(UuidV7.next()) + "]::uuid[]";
            case "jsonb" ->
                column.checks.contains("'array'") ? "'[\"" + word + "\"]'" : "'{\"%1$s\":\"%1$s\"}'".formatted(word);
            case "bytea" -> "convert_to('" + word + "', 'UTF8')";
            case "boolean" -> "false";
            case "numeric" -> "0.5";
            case "timestamp with time zone" ->
                column.name.matches(".*(end|until|expires).*") ? "now() + interval '1 hour'" : "now()";
            case "date" -> "current_date";
            case "interval" -> "interval '1 hour'";
            default -> "1";
        };
    }

    private String referred(Column column) {
        if (sown.containsKey(column.refers))
            return "(select %s from %s where observatory_id = %s limit 1)"
                    .formatted(column.referred, column.refers, quoted(observatory));
        if (column.nullable) return "null";
        throw new NotYet(column.refers);
    }

    private String text(Column column) {
        Matcher literal = LITERAL.matcher(column.checks);
        boolean list = column.checks.contains("ARRAY[") && literal.find();
        return list ? "'" + literal.group(1) + "'" : "'" + word + "'";
    }

    private static String quoted(UUID id) {
        return "'" + id + "'::uuid";
    }

    private static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotYet(String table) {
            super("a row of " + table + " is needed first");
        }
    }
}
