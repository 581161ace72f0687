package dev.jarvis.approval.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The policies of all observatories, compiled and kept. A saved one is known to every node within a second, because the
 * saving transaction tells them; the age limit is the net under a lost notice.
 */
public final class Policies {
    static final String CHANNEL = "policy";
    private static final Duration OLDEST = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Notices notices;
    private final Cache<ObservatoryId, Policy> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(OLDEST).build();

    public Policies(TenantTransactions db, JdbcClient jdbc, JsonMapper json, Notices notices) {
        this.db = db;
        this.jdbc = jdbc;
        this.json = json;
        this.notices = notices;
        notices.on(CHANNEL, this::forget);
    }

    private void forget(String observatory) {
        if (observatory.equals(Notices.MISSED_SOME)) known.invalidateAll();
        else known.invalidate(new ObservatoryId(UUID.fromString(observatory)));
    }

    /** The one that rules now. Reads the database only when it is not known yet. */
    public Policy of(ObservatoryId observatory) {
        return known.get(observatory, this::load);
    }

    private Policy load(ObservatoryId observatory) {
        return db.readInObservatory(observatory.value(), () -> {
            ZoneId zone = zone(observatory);
            return newest(observatory)
                    .map(row -> Policy.compile(row.version, zone, row.lines))
                    .orElseGet(() -> Policy.compile(0, zone, Policy.USUAL));
        });
    }

    /**
     * Makes these lines the policy.
     *
     * @param version that the caller looked at; another one now is 409 {@code policy-changed}
     * @throws Problem 400 with the place of each mistake
     */
    public Policy save(Principal by, long version, List<PolicyLine> lines, Runnable inTheSameTransaction) {
        ObservatoryId observatory = by.observatory();
        Policy saved = db.inObservatory(observatory.value(), () -> {
            jdbc.sql("select from observatories where id = ? for update")
                    .param(observatory.value())
                    .query()
                    .listOfRows();
            long now = newest(observatory).map(Row::version).orElse(0L);
            if (now != version)
                throw Problem.conflict(
                                "policy-changed",
                                "The policy is at version %d by now. Look at it, then save again.".formatted(now))
                        .with("version", now);
            Policy compiled = Policy.compile(now + 1, zone(observatory), lines);
            insert(by, compiled);
            inTheSameTransaction.run();
            notices.send(CHANNEL, observatory.toString());
            return compiled;
        });
        known.invalidate(observatory);
        return saved;
    }

    private void insert(Principal by, Policy policy) {
        jdbc.sql("insert into policies (observatory_id, id, version, lines, saved_by) values (?, ?, ?, ?::jsonb, ?)")
                .params(
                        by.observatory().value(),
                        UuidV7.next(),
                        policy.version(),
                        json.writeValueAsString(policy.lines()),
                        Objects.requireNonNull(by.person(), "Jarvis saves no policy")
                                .value())
                .update();
    }

    /** For trying lines out. */
    public Policy compiled(ObservatoryId observatory, List<PolicyLine> lines) {
        ZoneId zone = db.readInObservatory(observatory.value(), () -> zone(observatory));
        return Policy.compile(0, zone, lines);
    }

    private ZoneId zone(ObservatoryId observatory) {
        return jdbc.sql("select settings ->> 'timezone' from observatories where id = ?")
                .param(observatory.value())
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(zone -> zone)
                .map(ZoneId::of)
                .orElse(ZoneId.of("UTC"));
    }

    private record Row(long version, List<PolicyLine> lines) {}

    private Optional<Row> newest(ObservatoryId observatory) {
        return jdbc.sql("select version, lines from policies where observatory_id = ? order by version desc limit 1")
                .param(observatory.value())
                .query((row, number) -> new Row(row.getLong(1), json.readValue(row.getString(2), LINES)))
                .optional();
    }

    private static final TypeReference<List<PolicyLine>> LINES = new TypeReference<>() {};
}
