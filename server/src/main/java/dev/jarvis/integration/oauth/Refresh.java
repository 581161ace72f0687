package dev.jarvis.integration.oauth;

import dev.jarvis.integration.HeldCredentials;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/** One node's way to a good set for one connection: take what is stored, ask the endpoint, or wait for who asks. */
record Refresh(HeldCredentials held, Need need, UnaryOperator<Credentials> endpoint, RefreshSteps steps) {
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(200);

    HeldCredentials run() {
        long deadline = System.nanoTime() + steps.longestWait().toNanos();
        Duration look = SHORTEST_LOOK;
        while (true) {
            HeldCredentials stored = steps.stored(held);
            if (need.satisfied(stored)) return stored;
            if (stored.credentials().refreshToken().isEmpty()) return steps.unrenewable(stored, need);
            RefreshLease lease = steps.lease(stored);
            if (lease != null) return steps.ask(stored, lease, endpoint, need);
            switch (steps.standing(stored)) {
                case RefreshSteps.Wait.NotAtAll _ -> {}
                case RefreshSteps.Wait.ForAPerson(String message) ->
                    throw new PlatformException(ErrorKind.AUTH_REVOKED, message);
                case RefreshSteps.Wait.ForTheEndpoint(String message) -> {
                    if (need.bearable(stored)) return stored;
                    throw new PlatformException(ErrorKind.TRANSIENT, message);
                }
                case RefreshSteps.Wait.ForAnother _ -> {
                    if (System.nanoTime() > deadline) return steps.tooLong(stored, need);
                    look = paused(look);
                }
            }
        }
    }

    /** Longer each time, and never all nodes at once. */
    private static Duration paused(Duration look) {
        try {
            Thread.sleep(look.toMillis() / 2 + ThreadLocalRandom.current().nextLong(look.toMillis() / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ErrorKind.NOT_SENT, "Stopped while waiting for a fresh token.", e);
        }
        Duration longer = look.multipliedBy(2);
        return longer.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : longer;
    }
}
