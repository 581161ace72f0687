package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryEnding;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.BaseIntegration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Revokes what a deleted observatory was granted. What that needs is taken into memory while it is still there; the
 * platforms are asked once the deletion is committed, and one that does not answer does not bring the observatory back.
 */
final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
    private final StoredIntegrations integrations;
    private final CredentialStore credentials;
    private final Catalogue catalogue;
    private final Surroundings around;

    Farewell(StoredIntegrations integrations, CredentialStore credentials, Catalogue catalogue, Surroundings around) {
        this.integrations = integrations;
        this.credentials = credentials;
        this.catalogue = catalogue;
        this.around = around;
    }

    @EventListener
    void ending(ObservatoryEnding news) {
        List<BaseIntegration> open = integrations.all(news.observatory()).stream()
                .flatMap(stored -> parting(news.observatory(), stored).stream())
                .toList();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                open.forEach(one -> Thread.ofVirtual().name("farewell").start(() -> revoke(one)));
            }
        });
    }

    private Optional<BaseIntegration> parting(ObservatoryId observatory, StoredIntegration stored) {
        return catalogue
                .find(stored.integration().platform())
                .flatMap(platform -> credentials
                        .open(observatory, stored)
                        .map(held -> around.parting(observatory, platform, held.credentials())));
    }

    private static void revoke(BaseIntegration integration) {
        try {
            LOG.info(
                    "{}: access {}", integration.name(), integration.disconnect() ? "revoked" : "could not be revoked");
        } catch (RuntimeException e) {
            LOG.warn("{}: access could not be revoked: {}", integration.name(), e.getMessage());
        }
    }
}
