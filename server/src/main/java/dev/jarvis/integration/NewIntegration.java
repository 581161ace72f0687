package dev.jarvis.integration;

import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.Credentials;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tested account about to be kept.
 *
 * @param accountName what people here call it
 * @param connectedBy the user; null for Jarvis itself
 * @param pending until a member confirms the account: it came by invitation
 */
public record NewIntegration(
        String platform,
        Account account,
        String accountName,
        Credentials credentials,
        @Nullable UUID connectedBy,
        boolean pending) {}
