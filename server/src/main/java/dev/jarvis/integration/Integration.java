package dev.jarvis.integration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One account of one platform that an observatory connected, as people see it; never its credentials.
 *
 * @param account as the platform described it when it was tested last
 * @param name what people here call it; the platform's name unless renamed
 * @param neededScopes what all actions of the platform together need
 * @param reason where {@code status} is error
 * @param degradedSince when trouble began that should pass by itself
 * @param renewable whether the access token renews itself
 * @param rules how many rules that are turned on rely on it; 0 where nobody asked
 */
public record Integration(
        UUID id,
        String platform,
        String scheme,
        Account account,
        String name,
        State status,
        Status.@Nullable Reason reason,
        @Nullable String message,
        @Nullable Instant degradedSince,
        Set<String> grantedScopes,
        Set<String> neededScopes,
        @Nullable Instant expiresAt,
        @JsonIgnore boolean renewable,
        ObjectNode config,
        @Nullable Instant lastSyncAt,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        int rules) {
    public enum State {
        CONNECTED,
        DISCONNECTED,
        ERROR,
        PENDING;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Integration relyingOnIt(int rules) {
        return new Integration(
                id,
                platform,
                scheme,
                account,
                name,
                status,
                reason,
                message,
                degradedSince,
                grantedScopes,
                neededScopes,
                expiresAt,
                renewable,
                config,
                lastSyncAt,
                lastUsedAt,
                createdAt,
                rules);
    }

    /** Beside the state: {@code expiring} with a known end that nothing renews, {@code degraded} for passing trouble. */
    @JsonProperty("condition")
    @Schema(
            types = {"string", "null"},
            allowableValues = {"expiring", "degraded"})
    @Nullable
    String condition() {
        if (status != State.CONNECTED) return null;
        if (degradedSince != null) return "degraded";
        return expiresAt != null && !renewable ? "expiring" : null;
    }

    @JsonProperty("whatToDo")
    @Schema(types = {"string", "null"})
    public @Nullable String whatToDo() {
        return switch (status) {
            case PENDING -> "Look at the account, then confirm or disconnect it.";
            case DISCONNECTED -> "Connect it again to use it.";
            case ERROR -> mend(reason);
            case CONNECTED -> waitOrRenew(condition());
        };
    }

    private static String mend(Status.@Nullable Reason reason) {
        return switch (reason) {
            case APP_MISCONFIGURED -> "Check the OAuth app's client id and secret, then test the connection.";
            case SCOPE_MISSING -> "Reconnect and grant the scopes that are missing.";
            case NEEDS_REAUTH -> "Reconnect the account.";
            case null -> "Reconnect the account.";
        };
    }

    private static @Nullable String waitOrRenew(@Nullable String condition) {
        if (condition == null) return null;
        return condition.equals("expiring")
                ? "Reconnect before the token ends; this platform does not renew it."
                : "Nothing: the platform has trouble, and it is tried again by itself.";
    }

    /** Whether {@code named} means this one: its id, the account's id, or its name with or without {@code @}. */
    public boolean answersTo(String named) {
        return named.equals(id.toString())
                || named.equals(account.id())
                || sameName(named, name)
                || sameName(named, account.name());
    }

    private static boolean sameName(String one, String other) {
        return bare(one).equalsIgnoreCase(bare(other));
    }

    private static String bare(String name) {
        return name.startsWith("@") ? name.substring(1) : name;
    }
}
