package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.Status;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The table {@code integrations}. Changes are made inside a transaction of the observatory, and told to all nodes when it
 * commits.
 */
final class StoredIntegrations {
    static final String CHANGED = "integrations_changed";

    private final TenantReads reads;
    private final JdbcClient jdbc;
    private final Notices notices;
    private final JsonMapper json;
    private final IntegrationRow row;

    StoredIntegrations(TenantReads reads, JdbcClient jdbc, Notices notices, JsonMapper json, Catalogue catalogue) {
        this.reads = reads;
        this.jdbc = jdbc;
        this.notices = notices;
        this.json = json;
        this.row = new IntegrationRow(json, catalogue);
    }

    /** All that were ever connected, also those disconnected. Opens a short transaction of its own. */
    List<StoredIntegration> all(ObservatoryId observatory) {
        return reads.list(
                observatory.value(), IntegrationRow.SELECT + " order by created_at, id", row, observatory.value());
    }

    /** Opens a short transaction of its own. */
    Optional<StoredIntegration> find(ObservatoryId observatory, UUID id) {
        return reads.one(observatory.value(), IntegrationRow.SELECT + " and id = ?", row, observatory.value(), id);
    }

    /** Held until the transaction ends, so that nobody else decides on it meanwhile. */
    Optional<StoredIntegration> lock(ObservatoryId observatory, UUID id) {
        return jdbc.sql(IntegrationRow.SELECT + " and id = ? for update")
                .params(observatory.value(), id)
                .query(row)
                .optional();
    }

    Optional<StoredIntegration> lockAccount(ObservatoryId observatory, String platform, String accountId) {
        return jdbc.sql(IntegrationRow.SELECT + " and platform = ? and account_id = ? for update")
                .params(observatory.value(), platform, accountId)
                .query(row)
                .optional();
    }

    void insert(ObservatoryId observatory, UUID id, NewIntegration fresh, byte[] sealed) {
        written(
                observatory,
                id,
                filled(fresh, jdbc.sql("""
                insert into integrations (observatory_id, id, platform, scheme, account_id, account_name, account,
                    credentials, credential_version, granted_scopes, expires_at, status, status_message, connected_by)
                values (:observatory, :id, :platform, :scheme, :accountId, :accountName, :account::jsonb,
                    :sealed, :version, :scopes, :expiresAt, :status::integration_status, :message, :by)"""))
                        .param("observatory", observatory.value())
                        .param("id", id)
                        .param("platform", fresh.platform())
                        .param("by", fresh.connectedBy())
                        .param("sealed", sealed)
                        .param("version", 1L)
                        .update());
    }

    /** A new grant for the account: whatever stood there of tokens, refreshes and trouble is over. */
    void reconnect(ObservatoryId observatory, UUID id, NewIntegration fresh, byte[] sealed, long version) {
        written(
                observatory,
                id,
                filled(fresh, jdbc.sql("""
                update integrations
                set scheme = :scheme, account_id = :accountId, account_name = :accountName, account = :account::jsonb,
                    credentials = :sealed, credential_version = :version, granted_scopes = :scopes,
                    expires_at = :expiresAt, status = :status::integration_status, status_reason = null,
                    status_message = :message, degraded_since = null, refresh_owner = null,
                    refresh_epoch = refresh_epoch + 1, refresh_lease_until = null, refresh_intent_at = null
                where observatory_id = :observatory and id = :id"""))
                        .param("observatory", observatory.value())
                        .param("id", id)
                        .param("sealed", sealed)
                        .param("version", version)
                        .update());
    }

    private StatementSpec filled(NewIntegration fresh, StatementSpec statement) {
        Credentials credentials = fresh.credentials();
        return statement
                .param("scheme", credentials.scheme())
                .param("accountId", fresh.account().id())
                .param("accountName", fresh.accountName())
                .param("account", json.writeValueAsString(fresh.account()))
                .param("scopes", credentials.scopes().toArray(String[]::new))
                .param("expiresAt", timestamp(credentials))
                .param("status", fresh.pending() ? "pending" : "connected")
                .param("message", fresh.pending() ? "Connected by invitation; not confirmed yet." : null);
    }

    /** @return false when the stored version is not the one before {@code version} any more */
    boolean replaceCredentials(HeldCredentials next, byte[] sealed) {
        int changed = jdbc.sql("""
                        update integrations
                        set credentials = :sealed, credential_version = :version, expires_at = :expiresAt,
                            granted_scopes = :scopes, degraded_since = null,
                            status_message = case when status = 'connected' then null else status_message end
                        where observatory_id = :observatory and id = :id
                          and credential_version = :version - 1 and credentials is not null""")
                .param("observatory", next.observatory().value())
                .param("sealed", sealed)
                .param("version", next.version())
                .param("expiresAt", timestamp(next.credentials()))
                .param("scopes", next.credentials().scopes().toArray(String[]::new))
                .param("id", next.integration())
                .update();
        return changed == 1 && written(next.observatory(), next.integration(), changed);
    }

    /** What is disconnected stays so: only a new grant ends that. */
    void status(ObservatoryId observatory, UUID id, Status status) {
        StatusColumns columns = StatusColumns.of(status);
        written(
                observatory,
                id,
                jdbc.sql("""
                        update integrations
                        set status = :status::integration_status, status_reason = :reason, status_message = :message,
                            degraded_since = null
                        where observatory_id = :observatory and id = :id and status <> 'disconnected'""")
                        .param("observatory", observatory.value())
                        .param("status", columns.status())
                        .param("reason", columns.reason())
                        .param("message", columns.message())
                        .param("id", id)
                        .update());
    }

    /**
     * Trouble that should pass by itself; the first moment of it is kept, and a worse state stays.
     *
     * @return false when credentials of another version stand there
     */
    boolean degraded(ObservatoryId observatory, UUID id, long version, String message) {
        return written(
                observatory,
                id,
                jdbc.sql("""
                        update integrations
                        set degraded_since = case when status = 'connected' then coalesce(degraded_since, now())
                                 else degraded_since end,
                            status_message = case when status = 'connected' then :message else status_message end
                        where observatory_id = :observatory and id = :id and credential_version = :version""")
                        .param("observatory", observatory.value())
                        .param("message", message)
                        .param("id", id)
                        .param("version", version)
                        .update());
    }

    void edit(ObservatoryId observatory, UUID id, @Nullable String accountName, @Nullable ObjectNode config) {
        written(
                observatory,
                id,
                jdbc.sql("""
                        update integrations
                        set account_name = coalesce(:name::text, account_name), config = coalesce(:config::jsonb, config)
                        where observatory_id = :observatory and id = :id""")
                        .param("observatory", observatory.value())
                        .param("name", accountName)
                        .param("config", config == null ? null : config.toString())
                        .param("id", id)
                        .update());
    }

    /**
     * Keeps the row, destroys the credentials.
     *
     * @param evenSo also while a refresh of them is under way
     * @return false when that is so, or other credentials stand there by now
     */
    boolean disconnect(ObservatoryId observatory, StoredIntegration stored, String message, boolean evenSo) {
        UUID id = stored.integration().id();
        return written(
                observatory,
                id,
                jdbc.sql("""
                        update integrations
                        set status = 'disconnected', status_reason = null, status_message = :message,
                            credentials = null, credential_version = credential_version + 1, expires_at = null,
                            granted_scopes = '{}', degraded_since = null, refresh_owner = null,
                            refresh_epoch = refresh_epoch + 1, refresh_lease_until = null, refresh_intent_at = null
                        where observatory_id = :observatory and id = :id and credential_version = :version
                          and (:evenSo or refresh_owner is null or refresh_lease_until < now())""")
                        .param("observatory", observatory.value())
                        .param("message", message)
                        .param("id", id)
                        .param("version", stored.version())
                        .param("evenSo", evenSo)
                        .update());
    }

    private boolean written(ObservatoryId observatory, UUID id, int rows) {
        if (rows > 0) notices.send(CHANGED, observatory + " " + id);
        return rows > 0;
    }

    private static @Nullable Timestamp timestamp(Credentials credentials) {
        return credentials.expiresAt() == null ? null : Timestamp.from(credentials.expiresAt());
    }

    private record StatusColumns(
            String status,
            @Nullable String reason,
            @Nullable String message) {
        static StatusColumns of(Status status) {
            return switch (status) {
                case Status.Connected _ -> new StatusColumns("connected", null, null);
                case Status.Disconnected(String message) -> new StatusColumns("disconnected", null, message);
                case Status.Error(Status.Reason reason, String message) ->
                    new StatusColumns("error", reason.wireName(), message);
                case Status.Pending(String message) -> new StatusColumns("pending", null, message);
            };
        }
    }
}
