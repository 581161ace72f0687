package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sdk.ActivityEntry;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.Status;
import java.util.UUID;

/** What changes about a connection without a person, each with its row in the log where people should see it. */
public final class ConnectionChanges {
    private final TenantTransactions transactions;
    private final StoredIntegrations integrations;
    private final CredentialStore credentials;
    private final ConnectionLog log;

    ConnectionChanges(
            TenantTransactions transactions,
            StoredIntegrations integrations,
            CredentialStore credentials,
            ConnectionLog log) {
        this.transactions = transactions;
        this.integrations = integrations;
        this.credentials = credentials;
        this.log = log;
    }

    void said(ObservatoryId observatory, UUID id, Platform platform, ActivityEntry entry) {
        transactions.inObservatory(observatory.value(), () -> log.said(observatory, id, platform.id(), entry));
    }

    /**
     * @param version of the credentials that this was found out with
     * @return false when other credentials stand there by now, of which it says nothing
     */
    public boolean status(ObservatoryId observatory, UUID id, long version, Status status) {
        return transactions.<Boolean>inObservatory(observatory.value(), () -> {
            StoredIntegration stored = integrations.lock(observatory, id).orElse(null);
            if (stored == null || stored.version() != version) return false;
            change(observatory, stored, status);
            return true;
        });
    }

    private void change(ObservatoryId observatory, StoredIntegration stored, Status status) {
        if (isAlready(stored.integration(), status) || waitsForAPerson(stored.integration())) return;
        integrations.status(observatory, stored.integration().id(), status);
        tell(observatory, stored.integration(), status);
    }

    /** What kept its token from being renewed is over. */
    public void works(ObservatoryId observatory, UUID id) {
        transactions.inObservatory(observatory.value(), () -> {
            StoredIntegration stored = integrations.lock(observatory, id).orElse(null);
            if (stored != null && stored.integration().reason() == Status.Reason.APP_MISCONFIGURED)
                change(observatory, stored, new Status.Connected());
        });
    }

    /** What a guest connected stays so until a member confirms it, however its token fares meanwhile. */
    private static boolean waitsForAPerson(Integration integration) {
        return integration.status() == Integration.State.PENDING;
    }

    private static boolean isAlready(Integration integration, Status status) {
        return switch (status) {
            case Status.Connected _ ->
                integration.status() == Integration.State.CONNECTED && integration.degradedSince() == null;
            case Status.Error error ->
                integration.status() == Integration.State.ERROR && error.reason() == integration.reason();
            case Status.Pending _ -> integration.status() == Integration.State.PENDING;
            case Status.Disconnected _ -> integration.status() == Integration.State.DISCONNECTED;
        };
    }

    private void tell(ObservatoryId observatory, Integration integration, Status status) {
        String name = integration.name();
        ConnectionLog.Subject subject = ConnectionLog.Subject.of(observatory, integration);
        if (status instanceof Status.Error(Status.Reason reason, String message))
            log.trouble(subject, "connection/broken", name + " needs attention", message, reason.wireName());
        else if (status instanceof Status.Connected && integration.status() == Integration.State.ERROR)
            log.tellOf(subject, "connection/mended", name + " works again", null);
    }

    /**
     * Trouble that should pass by itself.
     *
     * @return as {@link #status}
     */
    public boolean degraded(ObservatoryId observatory, UUID id, long version, String message) {
        return transactions.<Boolean>inObservatory(
                observatory.value(), () -> integrations.degraded(observatory, id, version, message));
    }

    boolean replace(HeldCredentials old, Credentials fresh) {
        return transactions.<Boolean>inObservatory(
                old.observatory().value(), () -> credentials.replace(old, fresh).isPresent());
    }
}
