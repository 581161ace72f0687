package dev.jarvis.integration.oauth;

import dev.jarvis.integration.FreshTokens;
import dev.jarvis.integration.HeldCredentials;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps access tokens fresh. For each connection one refresh is under way at most, on all nodes together: a lease in the
 * database says who asks, the intent is committed before the request leaves, no database connection is held while the
 * token endpoint thinks, and the new set is stored by compare-and-set before anybody uses it.
 *
 * <p>On one node all who need the same connection share one {@link Refresh}, which runs on a thread of its own: a caller
 * that is interrupted or gives up does not cut off an answer that carries a new token.
 *
 * <p>What cannot be saved: a node that dies after the endpoint rotated the token and before the new one was stored. The
 * next refresh is then refused, and the connection says that a person must connect it again, and why.
 */
public final class TokenKeeper implements FreshTokens, AutoCloseable {
    /** A token that is still good is not worth a longer wait for a better one. */
    private static final Duration WORTH_WAITING = Duration.ofSeconds(2);

    /** Of another node's clock and ours, and of the way to the platform. */
    private static final Duration SKEW = Duration.ofSeconds(15);

    /** A refresh ends by itself: its lease and its call have ends of their own. */
    private static final long FOR_EVER = Long.MAX_VALUE;

    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final RefreshSteps steps;
    private final InstantSource clock;
    private final Map<UUID, CompletableFuture<HeldCredentials>> underWay = new ConcurrentHashMap<>();

    TokenKeeper(RefreshSteps steps, InstantSource clock) {
        this.steps = steps;
        this.clock = clock;
    }

    @Override
    public Credentials fresh(HeldCredentials held, Duration buffer, UnaryOperator<Credentials> refresh) {
        return obtain(
                held,
                new Need(
                        stored -> !stored.expiredAt(clock.instant(), buffer),
                        stored -> !stored.expiredAt(clock.instant(), SKEW)),
                refresh);
    }

    @Override
    public Credentials replacing(HeldCredentials held, Credentials rejected, UnaryOperator<Credentials> refresh) {
        return obtain(
                held,
                new Need(stored -> !stored.find("access_token").equals(rejected.find("access_token")), _ -> false),
                refresh);
    }

    private Credentials obtain(HeldCredentials held, Need need, UnaryOperator<Credentials> refresh) {
        if (TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalStateException("A token may be refreshed here; end the transaction first");
        // A refresh that began before this need may end with the very set that is no good; the next one cannot.
        long patience = System.nanoTime() + WORTH_WAITING.toNanos();
        try {
            HeldCredentials first = joined(held, need, refresh, patience);
            return (need.satisfied(first) ? first : joined(held, need, refresh, patience)).credentials();
        } catch (TimeoutException stillGood) {
            return held.credentials();
        }
    }

    private HeldCredentials joined(HeldCredentials held, Need need, UnaryOperator<Credentials> refresh, long patience)
            throws TimeoutException {
        CompletableFuture<HeldCredentials> mine = new CompletableFuture<>();
        CompletableFuture<HeldCredentials> running = underWay.putIfAbsent(held.integration(), mine);
        if (running == null) begin(new Refresh(held, need, refresh, steps), mine);
        CompletableFuture<HeldCredentials> answer = running == null ? mine : running;
        return need.bearable(held) ? awaited(answer, patience - System.nanoTime()) : awaited(answer, FOR_EVER);
    }

    private void begin(Refresh refresh, CompletableFuture<HeldCredentials> answer) {
        UUID integration = refresh.held().integration();
        Thread.ofVirtual().name("refresh-" + integration).start(() -> {
            try {
                HeldCredentials renewed = refresh.run();
                underWay.remove(integration);
                answer.complete(renewed);
            } catch (Throwable e) {
                underWay.remove(integration);
                answer.completeExceptionally(e);
            }
        });
    }

    private static HeldCredentials awaited(CompletableFuture<HeldCredentials> answer, long nanos)
            throws TimeoutException {
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof PlatformException refused) throw again(refused);
            throw new IllegalStateException("A token could not be refreshed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ErrorKind.NOT_SENT, "Stopped while waiting for a fresh token.", e);
        }
    }

    /** Each waiting thread throws its own, so that no stack trace tells of another's call. */
    private static PlatformException again(PlatformException refused) {
        return new PlatformException(refused.kind(), refused.words(), refused.status(), refused.retryAfter(), refused);
    }

    /** Waits for what is under way: an answer cut off now would be a connection lost. */
    @Override
    public void close() {
        CompletableFuture<?>[] open = underWay.values().toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(open).exceptionally(_ -> null).get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // the lease ends by itself
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
