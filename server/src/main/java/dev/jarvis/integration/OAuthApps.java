package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.crypto.Purpose;
import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.Secret;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The OAuth clients that an observatory may use: its own, else the operator's from {@code <PLATFORM>_CLIENT_ID} and
 * {@code <PLATFORM>_CLIENT_SECRET} (hyphens as underscores: {@code TWITTER_CLIENT_ID}, {@code GMAIL_CLIENT_ID}).
 */
final class OAuthApps {
    private static final String SELECT = "select id, client_id, client_secret, secret_version, scopes from oauth_apps"
            + " where observatory_id = ? and platform = ?";

    private final TenantReads reads;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final Vault vault;
    private final Environment environment;
    private final ConnectionLog log;

    OAuthApps(
            TenantReads reads,
            TenantTransactions transactions,
            JdbcClient jdbc,
            Vault vault,
            Environment environment,
            ConnectionLog log) {
        this.reads = reads;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.vault = vault;
        this.environment = environment;
        this.log = log;
    }

    /**
     * @param scopes asked for in place of the manifest's; empty for those
     * @param own whether it is the observatory's
     */
    record Configured(OAuthApp app, List<String> scopes, boolean own) {}

    /** The one that new connections are made with. */
    Optional<Configured> find(ObservatoryId observatory, String platform) {
        return own(observatory, platform).or(() -> fromEnvironment(platform));
    }

    /** The one of this client id, also where the other of the two is used for new connections. */
    Optional<OAuthApp> find(ObservatoryId observatory, String platform, String clientId) {
        return Stream.of(own(observatory, platform), fromEnvironment(platform))
                .flatMap(Optional::stream)
                .map(Configured::app)
                .filter(app -> app.clientId().equals(clientId))
                .findFirst();
    }

    /** Which of these platforms have an app that this observatory may use. */
    Set<String> configured(ObservatoryId observatory, Collection<Platform> platforms) {
        Set<String> own = Set.copyOf(reads.list(
                observatory.value(),
                "select platform from oauth_apps where observatory_id = ?",
                (row, _) -> row.getString("platform"),
                observatory.value()));
        return platforms.stream()
                .map(Platform::id)
                .filter(platform ->
                        own.contains(platform) || fromEnvironment(platform).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param secret null for a public client */
    void put(Principal by, Platform platform, String clientId, @Nullable Secret secret, List<String> scopes) {
        ObservatoryId observatory = by.observatory();
        transactions.inObservatory(observatory.value(), () -> {
            jdbc.sql("select from observatories where id = ? for update") // one change after another
                    .param(observatory.value())
                    .query()
                    .listOfRows();
            Optional<Row> old = jdbc.sql(SELECT)
                    .params(observatory.value(), platform.id())
                    .query(Row::of)
                    .optional();
            UUID id = old.map(Row::id).orElseGet(UuidV7::next);
            long version = old.map(row -> row.version() + 1).orElse(1L);
            jdbc.sql("""
                            insert into oauth_apps (observatory_id, id, platform, client_id, client_secret, secret_version, scopes)
                            values (:observatory, :id, :platform, :clientId, :secret, :version, :scopes)
                            on conflict (observatory_id, platform) do update
                            set client_id = excluded.client_id, client_secret = excluded.client_secret,
                                secret_version = excluded.secret_version, scopes = excluded.scopes""")
                    .param("observatory", observatory.value())
                    .param("id", id)
                    .param("platform", platform.id())
                    .param("clientId", clientId)
                    .param("secret", secret == null ? null : sealed(observatory, id, version, secret))
                    .param("version", version)
                    .param("scopes", scopes.toArray(String[]::new))
                    .update();
            log.tell(observatory, null, "connection/app-saved", "Saved the OAuth app of " + platform.name(), by);
        });
    }

    /**
     * Takes the observatory's own away, so that the operator's serves again.
     *
     * @throws Problem 404 where it has none
     */
    void remove(Principal by, Platform platform) {
        ObservatoryId observatory = by.observatory();
        transactions.inObservatory(observatory.value(), () -> {
            int removed = jdbc.sql("delete from oauth_apps where observatory_id = ? and platform = ?")
                    .params(observatory.value(), platform.id())
                    .update();
            if (removed == 0) throw Problem.notFound("OAuth app");
            log.tell(observatory, null, "connection/app-removed", "Removed the OAuth app of " + platform.name(), by);
        });
    }

    private byte[] sealed(ObservatoryId observatory, UUID id, long version, Secret secret) {
        byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
        return vault.seal(Purpose.OAUTH_CLIENT_SECRET, observatory.value(), id, version, plain);
    }

    private Optional<Configured> own(ObservatoryId observatory, String platform) {
        return reads.one(observatory.value(), SELECT, Row::of, observatory.value(), platform)
                .map(row -> row.opened(vault, observatory));
    }

    private Optional<Configured> fromEnvironment(String platform) {
        String prefix = platform.toUpperCase(Locale.ROOT).replace('-', '_');
        String id = environment.getProperty(prefix + "_CLIENT_ID", "").strip();
        String secret = environment.getProperty(prefix + "_CLIENT_SECRET", "").strip();
        if (id.isEmpty()) return Optional.empty();
        OAuthApp app = new OAuthApp(id, secret.isEmpty() ? null : Secret.of(secret));
        return Optional.of(new Configured(app, List.of(), false));
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Row(UUID id, String clientId, byte @Nullable [] secret, long version, List<String> scopes) {
        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getString("client_id"),
                    row.getBytes("client_secret"),
                    row.getLong("secret_version"),
                    row.getArray("scopes") == null
                            ? List.of()
                            : List.of((String[]) row.getArray("scopes").getArray()));
        }

        Configured opened(Vault vault, ObservatoryId observatory) {
            Secret open = secret == null
                    ? null
                    : Secret.of(new String(
                            vault.open(Purpose.OAUTH_CLIENT_SECRET, observatory.value(), id, version, secret),
                            StandardCharsets.UTF_8));
            return new Configured(new OAuthApp(clientId, open), scopes, true);
        }
    }
}
