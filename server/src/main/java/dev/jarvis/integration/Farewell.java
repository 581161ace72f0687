package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryEnding;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.AfterCommit;
import dev.jarvis.sdk.BaseIntegration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

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
        open.forEach(one -> AfterCommit.start("farewell", () -> revoke(one)));
    }

    private Optional<BaseIntegration> parting(ObservatoryId observatory, StoredIntegration stored) {
        return catalogue
                .find(stored.integration().platform())
                .flatMap(platform -> opened(observatory, stored)
                        .map(held -> around.parting(observatory, platform, held.credentials())));
    }

    /** What does not open any more cannot be revoked, and is no reason to keep the observatory. */
    private Optional<HeldCredentials> opened(ObservatoryId observatory, StoredIntegration stored) {
        try {
            return credentials.open(observatory, stored);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: its credentials do not open, so its access is not revoked: {}",
                    stored.integration().id(),
                    e.getMessage());
            return Optional.empty();
        }
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
