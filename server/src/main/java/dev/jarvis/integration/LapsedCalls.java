package dev.jarvis.integration;

import dev.jarvis.activity.Actor;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls whose node died while they were being sent: found for all observatories, taken over one by one. */
final class LapsedCalls {
    private static final int AT_MOST = 100;
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final String node;
    private final InFlight inFlight;

    LapsedCalls(TenantTransactions db, JdbcClient jdbc, JsonMapper json, String node, InFlight inFlight) {
        this.db = db;
        this.jdbc = jdbc;
        this.json = json;
        this.node = node;
        this.inFlight = inFlight;
    }

    record Found(ObservatoryId observatory, UUID call) {}

    /** A call this node holds now, under a new epoch that shuts the former holder out. */
    record Taken(
            ObservatoryId observatory,
            UUID id,
            long epoch,
            @Nullable UUID integration,
            String platform,
            String action,
            JsonNode input,
            Actor actor,
            String consent,
            Instant sendingAt) {}

    List<Found> find() {
        return db.global(() -> jdbc.sql("select observatory_id, id from route_lapsed_calls(?)")
                .param(AT_MOST)
                .query((row, number) ->
                        new Found(new ObservatoryId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)))
                .list());
    }

    /** Empty when someone else was faster, it ended after all, or this node is at it itself and was only held up. */
    Optional<Taken> take(Found found) {
        if (inFlight.holds(found.call())) return Optional.empty();
        Optional<Taken> taken = db.inObservatory(
                found.observatory().value(),
                () -> jdbc.sql("""
                        update calls set owner = ?, epoch = epoch + 1, lease_until = now() + make_interval(secs => ?)
                        where observatory_id = ? and id = ? and state = 'sending' and lease_until < now()
                        returning id, epoch, integration_id, platform, action, input, origin, consent, sending_at
                        """)
                        .params(
                                node,
                                (double) InFlight.LEASE.toSeconds(),
                                found.observatory().value(),
                                found.call())
                        .query((row, number) -> taken(found.observatory(), row))
                        .optional());
        taken.ifPresent(
                call -> inFlight.settled(call.id())); // its epoch is another, which is what keeps the first try out
        return taken;
    }

    private Taken taken(ObservatoryId observatory, ResultSet row) throws SQLException {
        return new Taken(
                observatory,
                row.getObject("id", UUID.class),
                row.getLong("epoch"),
                row.getObject("integration_id", UUID.class),
                row.getString("platform"),
                row.getString("action"),
                json.readTree(row.getString("input")),
                json.readValue(row.getString("origin"), Actor.class),
                json.readTree(row.getString("consent")).path("words").asString(""),
                row.getTimestamp("sending_at").toInstant());
    }
}
