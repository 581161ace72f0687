package dev.jarvis.automation.hook;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.Actor;
import dev.jarvis.automation.definition.KnownHooks;
import dev.jarvis.observatory.Listing;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.crypto.Purpose;
import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.web.PublicUrl;
import dev.jarvis.sdk.ActivityType;
import dev.jarvis.sdk.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The addresses of an observatory and their secrets. What comes is checked against memory, which every change
 * clears on all nodes; the age limit is the net under a lost notice.
 */
final class Hooks implements KnownHooks {
    static final String CHANNEL = "hooks";
    private static final Duration OLDEST = Duration.ofSeconds(30);
    private static final int MOST = 50_000;
    private static final String COLUMNS =
            "observatory_id, id, name, signature, secret, secret_version, former_secret, former_version, former_until, created_at ";

    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final Vault vault;
    private final Notices notices;
    private final ActivityLog log;
    private final PublicUrl publicUrl;
    private final JsonMapper json;
    private final LoadingCache<UUID, Optional<OpenHook>> open =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(OLDEST).build(this::load);

    Hooks(
            TenantTransactions db,
            JdbcClient jdbc,
            Vault vault,
            Notices notices,
            ActivityLog log,
            PublicUrl publicUrl,
            JsonMapper json) {
        this.db = db;
        this.jdbc = jdbc;
        this.vault = vault;
        this.notices = notices;
        this.log = log;
        this.publicUrl = publicUrl;
        this.json = json;
        notices.on(CHANNEL, this::heard);
    }

    private void heard(String hook) {
        if (hook.equals(Notices.MISSED_SOME)) open.invalidateAll();
        else open.invalidate(UUID.fromString(hook));
    }

    @Override
    public boolean has(ObservatoryId observatory, UUID hook) {
        return db.readInObservatory(
                observatory.value(), () -> row(observatory, hook).isPresent());
    }

    /** @throws Problem 404 */
    OpenHook open(UUID id) {
        return open.get(id).orElseThrow(() -> Problem.notFound("hook"));
    }

    Hook add(Principal by, String name, Signature signature, Secret secret) {
        insistOnOrder(signature, secret);
        UUID id = UuidV7.next();
        UUID observatory = by.observatory().value();
        byte[] sealed = vault.seal(Purpose.WEBHOOK_SECRET, observatory, id, 1, secret);
        return db.inObservatory(observatory, () -> {
            jdbc.sql("""
                            insert into hooks (observatory_id, id, name, signature, secret, created_by)
                            values (?, ?, ?, ?::jsonb, ?, ?)""")
                    .params(
                            observatory,
                            id,
                            name,
                            json.writerFor(Signature.class).writeValueAsString(signature),
                            sealed,
                            Objects.requireNonNull(by.person(), "Jarvis itself makes no hooks")
                                    .value())
                    .update();
            tell(by, "hook/made", "%s was made for webhooks".formatted(name), id);
            return get(by.observatory(), id);
        });
    }

    /** The former secret holds for a while, so that senders can be changed one by one. */
    Hook rotate(Principal by, UUID id, Secret secret, Duration both) {
        UUID observatory = by.observatory().value();
        return db.inObservatory(observatory, () -> {
            Row row = row(by.observatory(), id).orElseThrow(() -> Problem.notFound("hook"));
            insistOnOrder(row.signature, secret);
            long version = Math.max(row.version, row.formerVersion) + 1;
            jdbc.sql("""
                            update hooks set former_secret = secret, former_version = secret_version,
                                             former_until = now() + ? * interval '1 second', secret = ?, secret_version = ?
                            where observatory_id = ? and id = ?""")
                    .params(
                            both.toSeconds(),
                            vault.seal(Purpose.WEBHOOK_SECRET, observatory, id, version, secret),
                            version,
                            observatory,
                            id)
                    .update();
            tell(by, "hook/secret-changed", "The secret of %s was changed".formatted(row.name), id);
            return get(by.observatory(), id);
        });
    }

    void remove(Principal by, UUID id) {
        db.inObservatory(by.observatory().value(), () -> {
            Hook hook = get(by.observatory(), id);
            jdbc.sql("delete from hooks where observatory_id = ? and id = ?")
                    .params(by.observatory().value(), id)
                    .update();
            tell(by, "hook/removed", "%s was removed".formatted(hook.name()), id);
        });
    }

    Page<Hook> list(ObservatoryId observatory, Listing listing) {
        return listing.page(db.readInObservatory(
                observatory.value(),
                () -> jdbc
                        .sql("select " + COLUMNS + """
                         from hooks where observatory_id = ? and (created_at, id) > (?, ?) order by created_at, id limit ?""")
                        .params(observatory.value(), listing.time(), listing.id(), listing.rows())
                        .query(this::read)
                        .list()
                        .stream()
                        .map(this::shown)
                        .toList()));
    }

    private Hook get(ObservatoryId observatory, UUID id) {
        return shown(row(observatory, id).orElseThrow(() -> Problem.notFound("hook")));
    }

    private Hook shown(Row row) {
        Instant former = row.formerUntil != null && row.formerUntil.isAfter(Instant.now()) ? row.formerUntil : null;
        return new Hook(
                row.id, row.name, publicUrl.of("/hooks/webhook/" + row.id), row.signature, former, row.createdAt);
    }

    private static void insistOnOrder(Signature signature, Secret secret) {
        String complaint = signature.complaint(secret);
        if (complaint != null) throw Problem.badInput("secret", complaint);
    }

    private Optional<Row> row(ObservatoryId observatory, UUID id) {
        return jdbc.sql("select " + COLUMNS + " from hooks where observatory_id = ? and id = ?")
                .params(observatory.value(), id)
                .query(this::read)
                .optional();
    }

    private Optional<OpenHook> load(UUID id) {
        Optional<UUID> observatory = db.global(() -> jdbc.sql("select observatory_id from route_hook(?)")
                .param(id)
                .query(UUID.class)
                .optional());
        return observatory.flatMap(owner -> db.readInObservatory(owner, () -> row(new ObservatoryId(owner), id))
                .map(row -> opened(new ObservatoryId(owner), row)));
    }

    private OpenHook opened(ObservatoryId observatory, Row row) {
        List<OpenHook.Held> secrets = new ArrayList<>();
        secrets.add(new OpenHook.Held(unsealed(observatory, row.id, row.version, row.secret), null));
        if (row.former != null && row.formerUntil != null)
            secrets.add(
                    new OpenHook.Held(unsealed(observatory, row.id, row.formerVersion, row.former), row.formerUntil));
        return new OpenHook(observatory, row.id, row.signature, List.copyOf(secrets));
    }

    private Secret unsealed(ObservatoryId observatory, UUID id, long version, byte[] sealed) {
        return vault.openSecret(Purpose.WEBHOOK_SECRET, observatory.value(), id, version, sealed);
    }

    private void tell(Principal by, String action, String title, UUID hook) {
        log.write(new Activity(
                by.observatory(),
                UuidV7.next(),
                null,
                ActivityType.AUTOMATION,
                action,
                title,
                "",
                Map.of("hook", hook.toString()),
                Activity.Status.SUCCESS,
                Actor.of(by),
                "by person",
                null,
                Instant.now()));
        notices.send(CHANNEL, hook.toString());
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Row(
            UUID id,
            String name,
            Signature signature,
            byte[] secret,
            long version,
            byte @Nullable [] former,
            long formerVersion,
            @Nullable Instant formerUntil,
            Instant createdAt) {}

    private Row read(ResultSet row, int number) throws SQLException {
        Timestamp until = row.getTimestamp("former_until");
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("name"),
                json.readValue(row.getString("signature"), Signature.class),
                row.getBytes("secret"),
                row.getLong("secret_version"),
                row.getBytes("former_secret"),
                row.getLong("former_version"),
                until == null ? null : until.toInstant(),
                row.getTimestamp("created_at").toInstant());
    }
}
