package dev.jarvis.observatory;

import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The businesses of this instance, and which of them a person may enter. */
public final class Observatories {
    private final TenantTransactions db;
    private final TenantReads reads;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Vault vault;
    private final Users users;
    private final KeptLogs logs;
    private final ApplicationEventPublisher news;

    Observatories(
            TenantTransactions db,
            TenantReads reads,
            JdbcClient jdbc,
            JsonMapper json,
            Vault vault,
            Users users,
            KeptLogs logs,
            ApplicationEventPublisher news) {
        this.db = db;
        this.reads = reads;
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
        this.users = users;
        this.logs = logs;
        this.news = news;
    }

    /** Every observatory of the instance, in the order they were made. Ids only: each is read from within. */
    public List<ObservatoryId> all() {
        return db
                .global(() -> jdbc.sql("select * from route_observatories()")
                        .query(UUID.class)
                        .list())
                .stream()
                .map(ObservatoryId::new)
                .toList();
    }

    /** The one that was made first, also when it is deleted by now; empty before there is one. */
    public Optional<ObservatoryId> first() {
        return db.global(() -> jdbc.sql("select first_observatory from instance where first_observatory is not null")
                        .query(UUID.class)
                        .optional())
                .map(ObservatoryId::new);
    }

    /** @throws Problem 404 when there is none */
    public Observatory get(ObservatoryId id) {
        return reads.one(
                        id.value(),
                        "select id, name, settings, created_at from observatories where id = ?",
                        this::observatory,
                        id.value())
                .orElseThrow(() -> Problem.notFound("observatory"));
    }

    /** Who answers for it. */
    public UserId ownerOf(ObservatoryId id) {
        return reads.one(
                        id.value(),
                        "select owner_id from observatories where id = ?",
                        (row, _) -> new UserId(row.getObject("owner_id", UUID.class)),
                        id.value())
                .orElseThrow(() -> Problem.notFound("observatory"));
    }

    /** Where a person belongs, oldest membership first. */
    public List<Membership> of(UserId person) {
        return idsOf(person).stream()
                .flatMap(id -> membership(person, id).stream())
                .toList();
    }

    public List<ObservatoryId> idsOf(UserId person) {
        return db
                .global(() -> jdbc.sql("select observatory_id from route_memberships(?)")
                        .param(person.value())
                        .query(UUID.class)
                        .list())
                .stream()
                .map(ObservatoryId::new)
                .toList();
    }

    public Optional<Membership> membership(UserId person, ObservatoryId id) {
        return reads.one(
                id.value(),
                """
                select o.name, m.role from memberships m join observatories o on o.id = m.observatory_id
                where m.observatory_id = ? and m.user_id = ?""",
                (row, _) -> new Membership(id, row.getString("name"), Role.of(row.getString("role"))),
                id.value(),
                person.value());
    }

    /** Makes one with its first owner. */
    public Observatory create(UserId owner, String name) {
        UUID id = UuidV7.next();
        return db.inObservatory(id, () -> {
            insert(id, owner, name);
            tellMade(new ObservatoryId(id), users.byId(owner).orElseThrow(), name);
            return get(jdbc, id);
        });
    }

    private void tellMade(ObservatoryId id, User owner, String name) {
        news.publishEvent(new AccessChanged(
                id,
                owner.in(id, Role.OWNER),
                "observatory/made",
                "%s made the observatory".formatted(owner.name()),
                Map.of("member", owner.id().toString(), "name", name)));
    }

    /** As {@link #create}, within a transaction of that observatory. */
    public void insert(UUID id, UserId owner, String name) {
        jdbc.sql("insert into observatories (id, owner_id, name, settings) values (?, ?, ?, ?::jsonb)")
                .params(id, owner.value(), name, json.writeValueAsString(ObservatorySettings.USUAL))
                .update();
        jdbc.sql("insert into memberships (observatory_id, user_id, role) values (?, ?, 'owner')")
                .params(id, owner.value())
                .update();
    }

    Observatory change(Principal by, ObservatoryChange change) {
        UUID id = by.observatory().value();
        return db.inObservatory(id, () -> {
            Observatory changed = change.of(locked(id));
            jdbc.sql("update observatories set name = ?, settings = ?::jsonb where id = ?")
                    .params(changed.name(), json.writeValueAsString(changed.settings()), id)
                    .update();
            news.publishEvent(new AccessChanged(
                    by.observatory(),
                    by,
                    "observatory/changed",
                    "The observatory's settings changed",
                    Map.of("name", changed.name())));
            return changed;
        });
    }

    /**
     * For good: without the keyset nothing sealed for it opens again, wherever a copy may lie. Its log stays, as long as
     * {@link KeptLogs} says, and tells who did it. Needs no transaction around it: platforms are told first.
     */
    void delete(Principal by) {
        UUID id = by.observatory().value();
        news.publishEvent(new ObservatoryLeaving(by.observatory(), by));
        db.inObservatory(id, () -> {
            Observatory ending = locked(id);
            news.publishEvent(new ObservatoryEnding(by.observatory(), by));
            news.publishEvent(new AccessChanged(
                    by.observatory(),
                    by,
                    AccessChanged.OBSERVATORY_DELETED,
                    "%s was deleted for good".formatted(ending.name()),
                    Map.of("name", ending.name())));
            logs.ending(ending);
            vault.destroy(id);
            jdbc.sql("delete from observatories where id = ?").param(id).update();
        });
    }

    /** Held until the transaction ends, so that changes of an observatory's people and settings come one after another. */
    Observatory locked(UUID id) {
        return jdbc.sql("select id, name, settings, created_at from observatories where id = ? for update")
                .param(id)
                .query(this::observatory)
                .optional()
                .orElseThrow(() -> Problem.notFound("observatory"));
    }

    private Observatory get(JdbcClient inside, UUID id) {
        return inside.sql("select id, name, settings, created_at from observatories where id = ?")
                .param(id)
                .query(this::observatory)
                .single();
    }

    private Observatory observatory(ResultSet row, int number) throws SQLException {
        return new Observatory(
                new ObservatoryId(row.getObject("id", UUID.class)),
                row.getString("name"),
                settings(row.getString("settings")),
                row.getTimestamp("created_at").toInstant());
    }

    /** A row made by hand may have none yet. */
    private ObservatorySettings settings(String stored) {
        return stored.equals("{}") ? ObservatorySettings.USUAL : json.readValue(stored, ObservatorySettings.class);
    }
}
