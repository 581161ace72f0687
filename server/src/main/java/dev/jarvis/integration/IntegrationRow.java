package dev.jarvis.integration;

import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Status;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a row of {@code integrations} is read; the first value of the query is the observatory. */
record IntegrationRow(JsonMapper json, Catalogue catalogue) implements RowMapper<StoredIntegration> {
    static final String SELECT = """
            select id, platform, scheme, account, account_name, status, status_reason, status_message, degraded_since,
                   granted_scopes, expires_at, config, last_sync_at, last_used_at, created_at, credential_version, credentials
            from integrations where observatory_id = ?""";

    @Override
    public StoredIntegration mapRow(ResultSet row, int number) throws SQLException {
        return new StoredIntegration(integration(row), row.getLong("credential_version"), row.getBytes("credentials"));
    }

    private Integration integration(ResultSet row) throws SQLException {
        String platform = row.getString("platform");
        String scheme = row.getString("scheme");
        return new Integration(
                row.getObject("id", UUID.class),
                platform,
                scheme,
                json.readValue(row.getString("account"), Account.class),
                row.getString("account_name"),
                Integration.State.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                reason(row.getString("status_reason")),
                row.getString("status_message"),
                instant(row, "degraded_since"),
                scopes(row.getArray("granted_scopes")),
                neededScopes(platform),
                instant(row, "expires_at"),
                isRenewable(platform, scheme),
                (ObjectNode) json.readTree(row.getString("config")),
                instant(row, "last_sync_at"),
                instant(row, "last_used_at"),
                row.getTimestamp("created_at").toInstant(),
                0);
    }

    private Set<String> neededScopes(String platform) {
        return catalogue.find(platform).map(Platform::scopes).orElse(Set.of());
    }

    private boolean isRenewable(String platform, String scheme) {
        return catalogue
                .find(platform)
                .flatMap(found -> found.manifest().scheme(scheme))
                .filter(AuthScheme.OAuth2Code.class::isInstance)
                .map(AuthScheme.OAuth2Code.class::cast)
                .filter(oauth -> oauth.refresh().mode() == AuthScheme.Refresh.Mode.REFRESH_TOKEN)
                .isPresent();
    }

    private static Status.@Nullable Reason reason(@Nullable String stored) {
        return stored == null ? null : Status.Reason.valueOf(stored.toUpperCase(Locale.ROOT));
    }

    private static Set<String> scopes(Array stored) throws SQLException {
        return Set.of((String[]) stored.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp stored = row.getTimestamp(column);
        return stored == null ? null : stored.toInstant();
    }
}
