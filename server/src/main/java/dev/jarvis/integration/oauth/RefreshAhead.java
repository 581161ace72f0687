package dev.jarvis.integration.oauth;

import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Renews tokens before anybody waits for them, each at a moment of its own so that they do not all come at once. */
final class RefreshAhead {
    static final Duration EVERY = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(RefreshAhead.class);
    private static final Duration SPREAD = Duration.ofMinutes(2);
    /** The longest buffer of a manifest that is looked ahead for. */
    private static final Duration HORIZON = Duration.ofMinutes(15);

    private static final int MOST_A_ROUND = 1_000;
    private static final int AT_A_TIME = 8;

    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final IntegrationManager manager;

    RefreshAhead(TenantTransactions transactions, JdbcClient jdbc, IntegrationManager manager) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.manager = manager;
    }

    private record Ending(UUID observatoryId, UUID id) {
        /** The same for one connection on all nodes and at every look, between none and {@link #SPREAD}. */
        Duration ahead() {
            return Duration.ofMillis(Math.floorMod(id.hashCode(), SPREAD.toMillis()));
        }
    }

    void round() {
        Semaphore places = new Semaphore(AT_A_TIME);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Ending ending : ending()) {
                places.acquire();
                threads.execute(() -> renew(ending, places));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Ending> ending() {
        return transactions.global(() -> jdbc.sql(
                        "select * from route_expiring_integrations(now() + :horizon * interval '1 millisecond', :most)")
                .param("horizon", HORIZON.toMillis())
                .param("most", MOST_A_ROUND)
                .query(Ending.class)
                .list());
    }

    private void renew(Ending ending, Semaphore places) {
        try {
            manager.renewAhead(new ObservatoryId(ending.observatoryId()), ending.id(), ending.ahead());
        } catch (PlatformException | Problem e) {
            LOG.debug("{} could not be renewed ahead: {}", ending.id(), e.getMessage());
        } finally {
            places.release();
        }
    }
}
