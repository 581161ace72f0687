package dev.jarvis.integration.oauth;

import static java.util.Objects.requireNonNullElse;

import dev.jarvis.integration.ConnectionChanges;
import dev.jarvis.integration.CredentialStore;
import dev.jarvis.integration.HeldCredentials;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The steps of a refresh, each with its own short transaction, and none open while the endpoint is asked. */
final class RefreshSteps {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshSteps.class);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_TRIES_TO_STORE = Duration.ofMillis(250);

    private final CredentialStore store;
    private final RefreshLeases leases;
    private final ConnectionChanges changes;
    private final TenantTransactions transactions;

    RefreshSteps(
            CredentialStore store, RefreshLeases leases, ConnectionChanges changes, TenantTransactions transactions) {
        this.store = store;
        this.leases = leases;
        this.changes = changes;
        this.transactions = transactions;
    }

    /** Why the lease could not be had. */
    sealed interface Wait {
        /** It changed meanwhile: look again. */
        record NotAtAll() implements Wait {}

        /** Another node asks the endpoint. */
        record ForAnother() implements Wait {}

        /** It failed a moment ago; nobody asks for some seconds. */
        record ForTheEndpoint(String message) implements Wait {}

        record ForAPerson(String message) implements Wait {}
    }

    /** As long as a lease: whoever held it is done or dead by then. */
    Duration longestWait() {
        return leases.length();
    }

    HeldCredentials stored(HeldCredentials held) {
        return store.read(held.observatory(), held.integration())
                .orElseThrow(() -> new PlatformException(
                        ErrorKind.AUTH_REVOKED, "The account was disconnected. Connect it again."));
    }

    @Nullable
    RefreshLease lease(HeldCredentials stored) {
        return leases.take(stored).orElse(null);
    }

    Wait standing(HeldCredentials stored) {
        RefreshLeases.Standing standing = leases.standing(stored).orElse(null);
        if (standing == null || standing.version() != stored.version()) return new Wait.NotAtAll();
        if (standing.needsPerson()) return new Wait.ForAPerson(standing.message());
        if (standing.refreshing()) return new Wait.ForAnother();
        return standing.pausing() ? new Wait.ForTheEndpoint(standing.message()) : new Wait.NotAtAll();
    }

    HeldCredentials tooLong(HeldCredentials stored, Need need) {
        if (need.bearable(stored)) return stored;
        throw new PlatformException(
                ErrorKind.TRANSIENT,
                "Another node has been refreshing the token for too long. It will be tried again.");
    }

    /** Without a refresh token the set lives as long as it lives. */
    HeldCredentials unrenewable(HeldCredentials stored, Need need) {
        if (need.bearable(stored)) return stored;
        String message =
                "The access token has ended, and the platform gave none to renew it. Connect the account again.";
        needsReauth(stored, message);
        throw new PlatformException(ErrorKind.AUTH_REVOKED, message);
    }

    HeldCredentials ask(HeldCredentials stored, RefreshLease lease, UnaryOperator<Credentials> endpoint, Need need) {
        if (System.nanoTime() - lease.takenAt() > leases.length().dividedBy(6).toNanos())
            throw failed(stored, lease, stalled(), false);
        try {
            return kept(stored, lease, endpoint.apply(stored.credentials()));
        } catch (PlatformException e) {
            return afterRefusal(stored, lease, e, need);
        }
    }

    /** This node slept between taking the lease and using it; the rest of the lease may not be long enough. */
    private static PlatformException stalled() {
        return new PlatformException(ErrorKind.NOT_SENT, "This node was held up before the refresh. Try again.");
    }

    /** The endpoint may have ended the old refresh token already, so storing the new one is tried as long as we may. */
    private HeldCredentials kept(HeldCredentials old, RefreshLease lease, Credentials fresh) {
        while (true) {
            try {
                return transactions
                        .inObservatory(old.observatory().value(), () -> exchange(old, lease, fresh))
                        .orElseGet(() -> stored(old));
            } catch (DataAccessException | TransactionException e) {
                if (System.nanoTime() - lease.takenAt() > leases.length().toNanos()) throw e;
                LOG.warn("A refreshed token could not be stored yet: {}", e.toString());
                sleep(BETWEEN_TRIES_TO_STORE);
            }
        }
    }

    /** Empty when the connection was ended or made anew while the endpoint was asked; then that stands. */
    private Optional<HeldCredentials> exchange(HeldCredentials old, RefreshLease lease, Credentials fresh) {
        if (!leases.end(old, lease)) return Optional.empty();
        Optional<HeldCredentials> next = store.replace(old, fresh);
        if (next.isPresent()) changes.works(old.observatory(), old.integration());
        return next;
    }

    private HeldCredentials afterRefusal(HeldCredentials stored, RefreshLease lease, PlatformException e, Need need) {
        return switch (e.kind()) {
            case AUTH_REVOKED -> revokedOrRotated(stored, lease, e);
            case PERMANENT -> misconfigured(stored, lease, e, need);
            case NOT_SENT,
                    TRANSIENT,
                    RATE_LIMITED,
                    NO_ANSWER,
                    AUTH_EXPIRED,
                    SCOPE_MISSING,
                    QUOTA,
                    NOT_FOUND,
                    CONFLICT,
                    VALIDATION -> {
                PlatformException trouble = failed(stored, lease, e, mayHaveRotated(e));
                if (need.bearable(stored)) yield stored;
                throw trouble;
            }
        };
    }

    /** An answer that never came whole, or came as nonsense under a success, may have carried the new token. */
    private static boolean mayHaveRotated(PlatformException e) {
        return e.kind() == ErrorKind.NO_ANSWER || e.status() / 100 == 2;
    }

    private PlatformException failed(HeldCredentials stored, RefreshLease lease, PlatformException e, boolean lost) {
        Duration bounded = bounded(requireNonNullElse(e.retryAfter(), PAUSE_AFTER_TROUBLE));
        transactions.inObservatory(stored.observatory().value(), () -> {
            if (leases.pause(stored, lease, bounded, lost))
                changes.degraded(stored.observatory(), stored.integration(), stored.version(), e.words());
        });
        return new PlatformException(ErrorKind.TRANSIENT, e.words(), e.status(), bounded, e);
    }

    private static Duration bounded(Duration pause) {
        if (pause.compareTo(LONGEST_PAUSE) > 0) return LONGEST_PAUSE;
        return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    }

    /** Only a refusal of the set that is still stored means that the grant is over. */
    private HeldCredentials revokedOrRotated(HeldCredentials stored, RefreshLease lease, PlatformException e) {
        String message = lease.lostAnswer() ? lostAnswer(e) : e.words();
        boolean over = transactions.<Boolean>inObservatory(stored.observatory().value(), () -> {
            return leases.end(stored, lease) && needsReauth(stored, message);
        });
        if (!over) return stored(stored);
        throw new PlatformException(ErrorKind.AUTH_REVOKED, message, e.status(), null, e);
    }

    private static String lostAnswer(PlatformException e) {
        return ("An earlier refresh was cut off after the platform may have answered, and its new token was lost. %s"
                        + " Connect the account again.")
                .formatted(e.words());
    }

    private HeldCredentials misconfigured(HeldCredentials stored, RefreshLease lease, PlatformException e, Need need) {
        failed(stored, lease, e, false);
        if (need.bearable(stored)) return stored;
        trouble(stored, Status.Reason.APP_MISCONFIGURED, e.words());
        throw e;
    }

    /** False when other credentials stand there by now. */
    private boolean needsReauth(HeldCredentials stored, String message) {
        return trouble(stored, Status.Reason.NEEDS_REAUTH, message);
    }

    private boolean trouble(HeldCredentials stored, Status.Reason reason, String message) {
        Status error = new Status.Error(reason, message);
        return changes.status(stored.observatory(), stored.integration(), stored.version(), error);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped before a refreshed token was stored", e);
        }
    }
}
