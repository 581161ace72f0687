package dev.jarvis.observatory.key;

import dev.jarvis.observatory.AccessChanged;
import dev.jarvis.observatory.Grant;
import dev.jarvis.observatory.Listing;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.platform.db.LastUses;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An observatory's keys. The secret is shown once; what is kept of it is a hash. */
public final class ApiKeys {
    private static final int HINT = 8; // jrv_ and four characters
    private static final String COLUMNS =
            "id, name, kind, role, scopes, hint, owner_id, last_used_at, expires_at, created_at";
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final LastUses uses;
    private final Supplier<Set<String>> scopes;
    private final ApplicationEventPublisher news;

    /** @param scopes the words that scopes begin with, of all routes there are */
    ApiKeys(
            TenantTransactions db,
            JdbcClient jdbc,
            LastUses uses,
            ApplicationEventPublisher news,
            Supplier<Set<String>> scopes) {
        this.scopes = scopes;
        this.uses = uses;
        this.db = db;
        this.jdbc = jdbc;
        this.news = news;
    }

    /** A new key and its secret, which cannot be seen again. */
    public record Fresh(ApiKey key, Secret secret) {}

    /**
     * @throws Problem 403 when it would be allowed more than the one who asks; 400 for a scope that opens nothing, or an end
     *     that is past
     */
    public Fresh make(Principal by, UserId owner, WantedKey wanted) {
        insistOnUse(wanted);
        Grant.key(wanted.role(), Objects.requireNonNull(wanted.scopes())).insistOnPower(by);
        Secret secret = Tokens.apiKey();
        return db.inObservatory(by.observatory().value(), () -> {
            insistOnAnEnd(by, wanted);
            ApiKey made = insert(by.observatory(), owner, wanted, secret);
            tell(by, "key/made", "The key %s was made".formatted(made.name()), made);
            return new Fresh(made, secret);
        });
    }

    private void insistOnUse(WantedKey wanted) {
        Set<String> known = scopes.get();
        Objects.requireNonNull(wanted.scopes()).stream()
                .filter(scope -> !known.contains(scope.split(":", 2)[0]))
                .findFirst()
                .ifPresent(scope -> {
                    throw Problem.badInput(
                            "scopes", "%s opens nothing; known are %s".formatted(scope, String.join(", ", known)));
                });
        if (wanted.expiresAt() != null && wanted.expiresAt().isBefore(Instant.now()))
            throw Problem.badInput("expiresAt", "is past");
    }

    /** A key that ends makes none that outlives it. */
    private void insistOnAnEnd(Principal by, WantedKey wanted) {
        if (!(by instanceof Principal.Key maker)) return;
        jdbc.sql("select expires_at from api_keys where observatory_id = ? and id = ? and expires_at is not null")
                .params(by.observatory().value(), maker.id())
                .query((row, _) -> row.getTimestamp("expires_at").toInstant())
                .optional()
                .filter(end -> wanted.expiresAt() == null || wanted.expiresAt().isAfter(end))
                .ifPresent(end -> {
                    throw Problem.badInput(
                            "expiresAt", "is to be %s at the latest: then the key that asks ends".formatted(end));
                });
    }

    private ApiKey insert(ObservatoryId observatory, UserId owner, WantedKey wanted, Secret secret) {
        Instant expiry = wanted.expiresAt();
        return jdbc.sql("""
                insert into api_keys (observatory_id, id, owner_id, kind, name, role, scopes, key_hash, hint, expires_at)
                values (?, ?, ?, ?, ?, ?::member_role, ?, ?, ?, ?) returning %s""".formatted(COLUMNS))
                .params(
                        observatory.value(),
                        UuidV7.next(),
                        owner.value(),
                        Objects.requireNonNull(wanted.kind()).wireName(),
                        wanted.name(),
                        wanted.role().wireName(),
                        Objects.requireNonNull(wanted.scopes()).toArray(String[]::new),
                        Tokens.hash(secret),
                        secret.reveal().substring(0, HINT))
                .param(expiry == null ? null : expiry.atOffset(ZoneOffset.UTC))
                .query(ApiKeys::key)
                .single();
    }

    Page<ApiKey> list(ObservatoryId observatory, Listing listing) {
        return listing.page(db.inObservatory(
                observatory.value(),
                () -> jdbc.sql("""
                        select %s from api_keys
                        where observatory_id = ? and revoked_at is null and (created_at, id) > (?, ?)
                        order by created_at, id limit ?""".formatted(COLUMNS))
                        .params(observatory.value(), listing.time(), listing.id(), listing.rows())
                        .query(ApiKeys::key)
                        .list()));
    }

    void revoke(Principal by, UUID id) {
        db.inObservatory(by.observatory().value(), () -> {
            ApiKey revoked = jdbc.sql("""
                    update api_keys set revoked_at = now()
                    where observatory_id = ? and id = ? and revoked_at is null returning %s""".formatted(COLUMNS))
                    .params(by.observatory().value(), id)
                    .query(ApiKeys::key)
                    .optional()
                    .orElseThrow(() -> Problem.notFound("key"));
            tell(by, "key/revoked", "The key %s was revoked".formatted(revoked.name()), revoked);
        });
    }

    /** Who calls with it, as things stand now; notes the use. */
    public Optional<Principal.Key> find(Secret secret) {
        if (!Tokens.isApiKey(secret.reveal())) return Optional.empty();
        return route(secret).flatMap(found -> db.inObservatory(found.observatoryId(), () -> read(found)));
    }

    private record Found(UUID observatoryId, UUID id) {}

    private Optional<Found> route(Secret secret) {
        return db.global(() -> jdbc.sql("select observatory_id, id from route_api_key(?)")
                .param(Tokens.hash(secret))
                .query(Found.class)
                .optional());
    }

    /** Without its owner's membership a key is nobody's, and finds nothing. */
    private Optional<Principal.Key> read(Found found) {
        Optional<Principal.Key> key = jdbc.sql("""
                select k.observatory_id, k.id, k.kind, k.owner_id, k.name, k.role, m.role as owner_role, k.scopes
                from api_keys k
                join memberships m on m.observatory_id = k.observatory_id and m.user_id = k.owner_id
                join users u on u.id = k.owner_id
                where k.observatory_id = ? and k.id = ? and k.revoked_at is null and u.disabled_at is null
                  and (k.expires_at is null or k.expires_at > now())""")
                .params(found.observatoryId(), found.id())
                .query(ApiKeys::principal)
                .optional();
        key.ifPresent(used -> uses.note("api_keys", used.observatory().value(), used.id()));
        return key;
    }

    private void tell(Principal by, String what, String title, ApiKey key) {
        news.publishEvent(new AccessChanged(
                by.observatory(),
                by,
                what,
                title,
                Map.of(
                        "key",
                        key.id().toString(),
                        "kind",
                        key.kind().wireName(),
                        "role",
                        key.role().wireName())));
    }

    private static Principal.Key principal(ResultSet row, int number) throws SQLException {
        return new Principal.Key(
                new ObservatoryId(row.getObject("observatory_id", UUID.class)),
                row.getObject("id", UUID.class),
                Principal.Key.Kind.of(row.getString("kind")),
                new UserId(row.getObject("owner_id", UUID.class)),
                row.getString("name"),
                Role.of(row.getString("role")).atMost(Role.of(row.getString("owner_role"))),
                Set.of(texts(row.getArray("scopes"))));
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Principal.Key.Kind.of(row.getString("kind")),
                Role.of(row.getString("role")),
                List.of(texts(row.getArray("scopes"))),
                row.getString("hint"),
                row.getObject("owner_id", UUID.class),
                time(row.getTimestamp("last_used_at")),
                time(row.getTimestamp("expires_at")),
                row.getTimestamp("created_at").toInstant());
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    private static @Nullable Instant time(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
