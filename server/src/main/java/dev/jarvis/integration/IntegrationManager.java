package dev.jarvis.integration;

import dev.jarvis.integration.manifest.Manifests;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Connector;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Health;
import dev.jarvis.sdk.OAuthConnector;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.databind.node.ObjectNode;

/** The accounts an observatory connected: made, chosen, tested, changed and ended here. Safe for many threads. */
public final class IntegrationManager {
    /** As long as a token endpoint usually takes at the very most. */
    private static final Duration REFRESH_PATIENCE = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Catalogue catalogue;
    private final StoredIntegrations integrations;
    private final CredentialStore credentials;
    private final Choices choices;
    private final Instances instances;
    private final Checkups checkups;
    private final ConnectionChanges changes;
    private final TenantTransactions transactions;
    private final ConnectionLog log;

    IntegrationManager(
            Catalogue catalogue,
            StoredIntegrations integrations,
            CredentialStore credentials,
            Choices choices,
            Instances instances,
            Checkups checkups,
            ConnectionChanges changes,
            TenantTransactions transactions,
            ConnectionLog log) {
        this.catalogue = catalogue;
        this.integrations = integrations;
        this.credentials = credentials;
        this.choices = choices;
        this.instances = instances;
        this.checkups = checkups;
        this.changes = changes;
        this.transactions = transactions;
        this.log = log;
    }

    /** @throws IllegalArgumentException when its manifest is wrong, saying where, or its id is taken */
    public Platform registerIntegration(Connector connector) {
        return catalogue.add(new Platform(Manifests.of(connector), connector));
    }

    /** All that were ever connected, in the order they were. */
    public List<Integration> loadIntegrationsForObservatory(ObservatoryId observatory) {
        return integrations.all(observatory).stream()
                .map(StoredIntegration::integration)
                .toList();
    }

    /** @throws Problem 404, the same for one that does not exist and one of somebody else */
    public Integration loadIntegration(ObservatoryId observatory, UUID id) {
        return stored(observatory, id).integration();
    }

    /**
     * The connection to act with. Costs no look at the database while it is known; a change is known within
     * milliseconds on every node, and sends nothing until it is.
     *
     * @param account the connection's id, the account's id, or its name with or without {@code @}; null where there is one
     * @throws Problem 409 {@code not-connected}, {@code choose-account}, {@code not-confirmed}, {@code needs-reauth} and
     *     the other reasons of a broken connection; 404 {@code unknown-account}
     * @throws PlatformException when its token has ended and cannot be renewed now
     */
    public Connection getIntegration(ObservatoryId observatory, String platform, @Nullable String account) {
        Platform found = catalogue.platform(platform);
        Connection connection = open(observatory, choices.choose(observatory, found, account));
        if (!(connection.integration() instanceof OAuthConnector oauth) || !isEnding(found, oauth)) return connection;
        oauth.ensureValidToken();
        choices.forget(observatory);
        return open(
                observatory, choices.choose(observatory, found, connection.id().toString()));
    }

    private static boolean isEnding(Platform platform, OAuthConnector oauth) {
        return platform.manifest().oauth().isPresent() && oauth.isTokenExpired();
    }

    private Connection open(ObservatoryId observatory, StoredIntegration stored) {
        return instances.of(observatory, stored).orElseThrow(() -> {
            choices.forget(observatory);
            return Problem.conflict("not-connected", "The account was disconnected a moment ago. Connect it again.");
        });
    }

    /**
     * Renews the access token where it ends within the manifest's buffer and {@code ahead}.
     *
     * @throws PlatformException when that fails; the connection's state says so by then
     */
    public void renewAhead(ObservatoryId observatory, UUID id, Duration ahead) {
        instances.renewAhead(observatory, stored(observatory, id), ahead);
    }

    /** Says that what was known of it turned out wrong: the next choice looks at the database. */
    void stale(ObservatoryId observatory) {
        choices.forget(observatory);
    }

    /** Keeps a tested account; one that was connected before gets the new credentials and keeps its id. */
    public Integration createIntegration(ObservatoryId observatory, NewIntegration fresh, Principal by) {
        UUID id = keptOnce(observatory, fresh, by);
        choices.forget(observatory);
        return loadIntegration(observatory, id);
    }

    /** Of two who connect a new account at once the second finds it made. */
    private UUID keptOnce(ObservatoryId observatory, NewIntegration fresh, Principal by) {
        try {
            return kept(observatory, fresh, by);
        } catch (DuplicateKeyException madeMeanwhile) {
            return kept(observatory, fresh, by);
        }
    }

    private UUID kept(ObservatoryId observatory, NewIntegration fresh, Principal by) {
        return transactions.inObservatory(observatory.value(), () -> {
            Optional<StoredIntegration> before = integrations.lockAccount(
                    observatory, fresh.platform(), fresh.account().id());
            UUID kept = before.map(stored -> stored.integration().id()).orElseGet(UuidV7::next);
            if (before.isPresent()) keepAnew(observatory, before.get(), fresh);
            else integrations.insert(observatory, kept, fresh, sealed(observatory, kept, 1, fresh));
            log.tellOf(of(observatory, kept, fresh), "connection/made", "Connected " + fresh.accountName(), by);
            return kept;
        });
    }

    private static ConnectionLog.Subject of(ObservatoryId observatory, UUID id, NewIntegration fresh) {
        return new ConnectionLog.Subject(observatory, id, fresh.platform(), fresh.accountName());
    }

    private void keepAnew(ObservatoryId observatory, StoredIntegration before, NewIntegration fresh) {
        long version = before.version() + 1;
        UUID id = before.integration().id();
        integrations.reconnect(observatory, id, fresh, sealed(observatory, id, version, fresh), version);
    }

    private byte[] sealed(ObservatoryId observatory, UUID id, long version, NewIntegration fresh) {
        return credentials.seal(new HeldCredentials(observatory, id, version, fresh.credentials()));
    }

    /** @param config replaces the stored one as a whole; null keeps it, as a null name does */
    public Integration updateIntegration(
            Principal by, UUID id, @Nullable String accountName, @Nullable ObjectNode config) {
        ObservatoryId observatory = by.observatory();
        transactions.inObservatory(observatory.value(), () -> {
            Integration before = integrations
                    .lock(observatory, id)
                    .orElseThrow(IntegrationManager::unknown)
                    .integration();
            integrations.edit(observatory, id, accountName, config);
            log.tell(observatory, id, "connection/changed", "Changed the settings of " + before.name(), by);
        });
        choices.forget(observatory);
        return loadIntegration(observatory, id);
    }

    /** A member looked at the account that came by invitation, and takes it. */
    public Integration confirmIntegration(Principal by, UUID id) {
        ObservatoryId observatory = by.observatory();
        transactions.inObservatory(observatory.value(), () -> {
            Integration waiting = integrations
                    .lock(observatory, id)
                    .orElseThrow(IntegrationManager::unknown)
                    .integration();
            if (waiting.status() != Integration.State.PENDING)
                throw Problem.conflict("not-pending", "This connection does not wait for a confirmation.");
            integrations.status(observatory, id, new Status.Connected());
            log.tellOf(
                    ConnectionLog.Subject.of(observatory, waiting),
                    "connection/confirmed",
                    "Confirmed " + waiting.name(),
                    by);
        });
        choices.forget(observatory);
        return loadIntegration(observatory, id);
    }

    /** Ends it: revoked at the platform where that can be done, credentials destroyed, the row kept for the log. */
    public Integration deleteIntegration(Principal by, UUID id) {
        ObservatoryId observatory = by.observatory();
        StoredIntegration stored = stored(observatory, id);
        if (stored.integration().status() == Integration.State.DISCONNECTED) return stored.integration();
        end(by, stored);
        instances.forget(id);
        choices.forget(observatory);
        return loadIntegration(observatory, id);
    }

    /** What is revoked must be what is stored then: a refresh that is under way is waited for, and its result revoked, too. */
    private void end(Principal by, StoredIntegration first) {
        ObservatoryId observatory = by.observatory();
        long patience = System.nanoTime() + REFRESH_PATIENCE.toNanos();
        StoredIntegration stored = first;
        String outcome = revoked(observatory, stored);
        while (!ended(by, stored, outcome, System.nanoTime() > patience)) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            StoredIntegration now = stored(observatory, first.integration().id());
            if (now.integration().status() == Integration.State.DISCONNECTED) return;
            if (now.version() != stored.version()) outcome = revoked(observatory, now);
            stored = now;
        }
    }

    private boolean ended(Principal by, StoredIntegration stored, String outcome, boolean evenSo) {
        ObservatoryId observatory = by.observatory();
        return transactions.<Boolean>inObservatory(observatory.value(), () -> {
            if (!integrations.disconnect(observatory, stored, outcome, evenSo)) return false;
            log.tellOf(
                    ConnectionLog.Subject.of(observatory, stored.integration()),
                    "connection/ended",
                    "Disconnected %s. %s".formatted(stored.integration().name(), outcome),
                    by);
            return true;
        });
    }

    private String revoked(ObservatoryId observatory, StoredIntegration stored) {
        try {
            boolean confirmed = instances
                    .of(observatory, stored)
                    .map(connection -> connection.integration().disconnect())
                    .orElse(false);
            return confirmed
                    ? "The platform confirmed that access is revoked."
                    : "The platform did not revoke it; remove Jarvis in the account's own settings too.";
        } catch (PlatformException e) {
            return "The platform could not be told (%s); remove Jarvis in the account's own settings too."
                    .formatted(e.words());
        }
    }

    /**
     * Keeps what a refused act says about its connection: keys that died wait for a person. Whatever else the platform
     * said changes nothing: a scope that one act lacks takes nothing from the others. Nor does a refusal of credentials
     * that were replaced meanwhile.
     */
    void refused(Connection connection, PlatformException refusal) {
        if (refusal.kind() == ErrorKind.SCOPE_MISSING) return;
        Checkups.trouble(refusal.kind(), refusal.words()).ifPresent(error -> {
            changes.status(connection.observatory(), connection.id(), connection.credentialVersion(), error);
            choices.forget(connection.observatory());
        });
    }

    /** Asks the platform now, and keeps what that says about the connection. */
    public Health testIntegration(ObservatoryId observatory, UUID id) {
        return checkups.check(observatory, stored(observatory, id));
    }

    /** Asks all platforms now, several at a time. */
    public List<Checkups.Result> testAllIntegrations(ObservatoryId observatory) {
        return checkups.checkAll(observatory, integrations.all(observatory));
    }

    /** What is connected in one observatory. */
    public Statistics getStatistics(ObservatoryId observatory) {
        return Statistics.of(observatory, loadIntegrationsForObservatory(observatory));
    }

    private StoredIntegration stored(ObservatoryId observatory, UUID id) {
        return integrations.find(observatory, id).orElseThrow(IntegrationManager::unknown);
    }

    private static Problem unknown() {
        return Problem.notFound("connection");
    }
}
