package dev.jarvis.integration.oauth;

import dev.jarvis.integration.ConnectionLog;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code connect_sessions}. Each step is a compare-and-set: of two at once, one goes on. */
final class ConnectSessions {
    static final String MOVED = "connect_sessions_moved";

    private static final String SELECT = """
            select observatory_id, id, platform, scheme, kind, started_by, browser_hash, code_verifier, redirect_uri, scopes,
                   reconnects, stage, failure, integration_id, expires_at
            from connect_sessions where observatory_id = ? and id = ?""";

    private final TenantTransactions transactions;
    private final TenantReads reads;
    private final JdbcClient jdbc;
    private final Notices notices;
    private final JsonMapper json;
    private final ConnectionLog log;

    ConnectSessions(
            TenantTransactions transactions,
            TenantReads reads,
            JdbcClient jdbc,
            Notices notices,
            JsonMapper json,
            ConnectionLog log) {
        this.transactions = transactions;
        this.reads = reads;
        this.jdbc = jdbc;
        this.notices = notices;
        this.json = json;
        this.log = log;
    }

    /** What is asked for when one is opened. */
    record Wanted(
            Principal by,
            String platform,
            String scheme,
            ConnectSession.Kind kind,
            UserId startedBy,
            List<String> scopes,
            @Nullable UUID reconnects) {
        ObservatoryId observatory() {
            return by.observatory();
        }
    }

    /** @param link the secret part of its page's address; only its hash is kept */
    ConnectSession open(Wanted wanted, String link, Duration life) {
        UUID id = UuidV7.next();
        UUID observatory = wanted.observatory().value();
        transactions.inObservatory(observatory, () -> {
            jdbc.sql("""
                            insert into connect_sessions (observatory_id, id, platform, scheme, kind, started_by, link_hash,
                                                          scopes, reconnects, expires_at)
                            values (:observatory, :id, :platform, :scheme, :kind, :startedBy, :link, :scopes, :reconnects,
                                    now() + :life * interval '1 second')""")
                    .param("observatory", observatory)
                    .param("id", id)
                    .param("platform", wanted.platform())
                    .param("scheme", wanted.scheme())
                    .param("kind", wanted.kind().wireName())
                    .param("startedBy", wanted.startedBy().value())
                    .param("link", Tokens.hash(link))
                    .param("scopes", wanted.scopes().toArray(String[]::new))
                    .param("reconnects", wanted.reconnects())
                    .param("life", life.toSeconds())
                    .update();
            if (wanted.kind() == ConnectSession.Kind.INVITATION) tellOfLink(wanted);
        });
        return find(wanted.observatory(), id).orElseThrow();
    }

    private void tellOfLink(Wanted wanted) {
        String title = "A link to connect %s was made".formatted(wanted.platform());
        log.tell(wanted.observatory(), null, "connection/link-made", title, wanted.by());
    }

    Optional<ConnectSession> find(ObservatoryId observatory, UUID id) {
        return reads.one(observatory.value(), SELECT, this::session, observatory.value(), id);
    }

    Optional<ConnectSession> byLink(String link) {
        return routed("select * from route_connect_link(?)", link);
    }

    Optional<ConnectSession> byState(String state) {
        return routed("select * from route_connect_state(?)", state);
    }

    private Optional<ConnectSession> routed(String query, String secret) {
        return transactions
                .global(() -> jdbc.sql(query)
                        .param(Tokens.hash(secret))
                        .query(Place.class)
                        .optional())
                .flatMap(place -> find(new ObservatoryId(place.observatoryId()), place.id()));
    }

    private record Place(UUID observatoryId, UUID id) {}

    /**
     * Somebody leaves for the platform: by state and browser they must come back.
     *
     * @param verifier sealed, or null
     * @return false when the link was used already
     */
    boolean redirected(
            ConnectSession session,
            String state,
            String browser,
            byte @Nullable [] verifier,
            String redirectUri,
            Duration life) {
        return moved(
                session,
                () -> jdbc.sql("""
                        update connect_sessions
                        set stage = 'redirected', state_hash = :state, browser_hash = :browser, code_verifier = :verifier,
                            redirect_uri = :redirectUri, expires_at = now() + :life * interval '1 second'
                        where observatory_id = :observatory and id = :id and stage = 'open' and expires_at > now()""")
                        .param("state", Tokens.hash(state))
                        .param("browser", Tokens.hash(browser))
                        .param("verifier", verifier)
                        .param("redirectUri", redirectUri)
                        .param("life", life.toSeconds())
                        .param("observatory", session.observatory().value())
                        .param("id", session.id())
                        .update());
    }

    /** @return false when another request came first; the verifier is gone from the table either way */
    boolean exchanging(ConnectSession session) {
        return moved(
                session,
                () -> jdbc.sql("""
                        update connect_sessions set stage = 'exchanging', code_verifier = null
                        where observatory_id = :observatory and id = :id and stage = 'redirected' and expires_at > now()""")
                        .param("observatory", session.observatory().value())
                        .param("id", session.id())
                        .update());
    }

    void ended(ConnectSession session, ConnectSession.Stage stage, @Nullable UUID integration) {
        moved(
                session,
                () -> jdbc.sql("""
                        update connect_sessions set stage = :stage, integration_id = :integration
                        where observatory_id = :observatory and id = :id and stage = 'exchanging'""")
                        .param("stage", stage.wireName())
                        .param("integration", integration)
                        .param("observatory", session.observatory().value())
                        .param("id", session.id())
                        .update());
    }

    boolean failed(ConnectSession session, ConnectSession.Failure failure) {
        return moved(
                session,
                () -> jdbc.sql("""
                        update connect_sessions set stage = 'failed', failure = :failure::jsonb, code_verifier = null
                        where observatory_id = :observatory and id = :id and stage in ('redirected', 'exchanging')""")
                        .param("failure", json.writeValueAsString(failure))
                        .param("observatory", session.observatory().value())
                        .param("id", session.id())
                        .update());
    }

    private boolean moved(ConnectSession session, java.util.function.IntSupplier change) {
        return transactions.<Boolean>inObservatory(session.observatory().value(), () -> {
            boolean moved = change.getAsInt() == 1;
            if (moved) notices.send(MOVED, session.observatory() + " " + session.id());
            return moved;
        });
    }

    private ConnectSession session(ResultSet row, int number) throws SQLException {
        String failure = row.getString("failure");
        return new ConnectSession(
                new ObservatoryId(row.getObject("observatory_id", UUID.class)),
                row.getObject("id", UUID.class),
                row.getString("platform"),
                row.getString("scheme"),
                ConnectSession.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new UserId(row.getObject("started_by", UUID.class)),
                row.getBytes("browser_hash"),
                row.getBytes("code_verifier"),
                row.getString("redirect_uri"),
                List.of((String[]) row.getArray("scopes").getArray()),
                row.getObject("reconnects", UUID.class),
                ConnectSession.Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                failure == null ? null : json.readValue(failure, ConnectSession.Failure.class),
                row.getObject("integration_id", UUID.class),
                row.getTimestamp("expires_at").toInstant());
    }
}
