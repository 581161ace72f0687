package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Health;
import dev.jarvis.sdk.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Asks platforms how a connection stands, and keeps the answer beside it. */
public final class Checkups {
    private static final int AT_A_TIME = 8;

    private final Instances instances;
    private final ConnectionChanges changes;
    private final InstantSource clock;

    Checkups(Instances instances, ConnectionChanges changes, InstantSource clock) {
        this.instances = instances;
        this.changes = changes;
        this.clock = clock;
    }

    /** The answer of one test. A test knows two: also a passing trouble is not healthy. */
    public record Result(
            UUID id,
            String platform,
            String name,

            @Schema(allowableValues = {"healthy", "unhealthy"})
            String state,

            String message,
            long latencyMillis) {
        static Result of(Integration integration, Health health) {
            return new Result(
                    integration.id(),
                    integration.platform(),
                    integration.name(),
                    health.state() == Health.State.HEALTHY ? "healthy" : "unhealthy",
                    health.message(),
                    health.latency().toMillis());
        }
    }

    Health check(ObservatoryId observatory, StoredIntegration stored) {
        Health health = instances
                .of(observatory, stored)
                .map(connection -> connection.integration().getHealth())
                .orElseGet(this::disconnected);
        keep(observatory, stored.integration(), health);
        return health;
    }

    private Health disconnected() {
        return new Health(
                Health.State.UNHEALTHY,
                "Disconnected. Connect the account again.",
                Map.of(),
                Duration.ZERO,
                clock.instant());
    }

    /** A broken connection that answers is mended; one that waits for a person's word keeps waiting. */
    private void keep(ObservatoryId observatory, Integration integration, Health health) {
        UUID id = integration.id();
        switch (integration.status()) {
            case DISCONNECTED, PENDING -> {}
            case CONNECTED, ERROR -> {
                switch (health.state()) {
                    case HEALTHY -> changes.status(observatory, id, new Status.Connected());
                    case DEGRADED -> changes.degraded(observatory, id, health.message());
                    case UNHEALTHY -> broken(observatory, id, health);
                }
            }
        }
    }

    private void broken(ObservatoryId observatory, UUID id, Health health) {
        switch (ErrorKind.valueOf(health.details().getOrDefault("kind", ErrorKind.PERMANENT.name()))) {
            case AUTH_EXPIRED, AUTH_REVOKED ->
                changes.status(observatory, id, new Status.Error(Status.Reason.NEEDS_REAUTH, health.message()));
            case SCOPE_MISSING ->
                changes.status(observatory, id, new Status.Error(Status.Reason.SCOPE_MISSING, health.message()));
            case RATE_LIMITED, QUOTA, NOT_FOUND, CONFLICT, VALIDATION, TRANSIENT, PERMANENT, NOT_SENT, NO_ANSWER ->
                changes.degraded(observatory, id, health.message());
        }
    }

    List<Result> checkAll(ObservatoryId observatory, List<StoredIntegration> all) {
        Semaphore places = new Semaphore(AT_A_TIME);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Result>> results = all.stream()
                    .filter(stored -> stored.integration().status() != Integration.State.DISCONNECTED)
                    .map(stored -> threads.submit(within(places, () -> result(observatory, stored))))
                    .toList();
            return results.stream().map(Checkups::outcome).toList();
        }
    }

    private Result result(ObservatoryId observatory, StoredIntegration stored) {
        return Result.of(stored.integration(), check(observatory, stored));
    }

    private static <T> Callable<T> within(Semaphore places, Callable<T> work) {
        return () -> {
            places.acquire();
            try {
                return work.call();
            } finally {
                places.release();
            }
        };
    }

    private static <T> T outcome(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while connections were tested", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a connection could not be tested", e.getCause());
        }
    }
}
