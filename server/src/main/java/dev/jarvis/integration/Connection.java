package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.BaseIntegration;
import java.util.UUID;

/**
 * An account ready to be used.
 *
 * @param id the integration's
 * @param accountId the platform's own id of the account
 * @param credentialVersion of the credentials {@code integration} was initialised with; the ledger compares it again
 *     when it writes <i>sending</i>
 * @param integration initialised, immutable, shared by all threads of this node
 */
public record Connection(
        ObservatoryId observatory,
        UUID id,
        String platform,
        String accountId,
        String accountName,
        long credentialVersion,
        BaseIntegration integration) {}
