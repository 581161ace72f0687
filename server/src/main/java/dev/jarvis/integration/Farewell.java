package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.ObservatoryLeaving;
import dev.jarvis.observatory.Principal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/**
 * Ends what an observatory is connected to before it is deleted, each connection as a person would: revoked at the platform,
 * with a row in the log, which stays. When this process dies in between the observatory is still there, and can be deleted
 * again. A platform that does not answer in time does not keep it: its access goes on to be revoked beside the deletion.
 */
final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AT_A_TIME = 8;
    private static final Executor THREADS =
            work -> Thread.ofVirtual().name("farewell").start(work);

    private final IntegrationManager manager;

    Farewell(IntegrationManager manager) {
        this.manager = manager;
    }

    @EventListener
    void leaving(ObservatoryLeaving news) {
        Semaphore places = new Semaphore(AT_A_TIME);
        ObservatoryId observatory = news.observatory();
        List<CompletableFuture<Void>> ends = manager.loadIntegrationsForObservatory(observatory).stream()
                .filter(one -> one.status() != Integration.State.DISCONNECTED)
                .map(one -> CompletableFuture.runAsync(() -> end(news.by(), one, places), THREADS))
                .toList();
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private void end(Principal by, Integration connection, Semaphore places) {
        places.acquireUninterruptibly();
        try {
            manager.deleteIntegration(by, connection.id());
        } catch (RuntimeException e) {
            LOG.warn("{} of a deleted observatory: {}", connection.name(), e.getMessage());
        } finally {
            places.release();
        }
    }
}
