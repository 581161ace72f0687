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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Asks platforms how a connection stands, and keeps the answer beside it. */
public final class Checkups {
    private static final int AT_A_TIME = 8;

    private final StoredIntegrations integrations;
    private final Instances instances;
    private final ConnectionChanges changes;
    private final InstantSource clock;

    Checkups(StoredIntegrations integrations, Instances instances, ConnectionChanges changes, InstantSource clock) {
        this.integrations = integrations;
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
        Health health = health(observatory, stored);
        return keep(observatory, stored, health) ? health : again(observatory, stored, health);
    }

    /** Other credentials stand there by now, renewed by the check itself or granted anew: what those say counts. */
    private Health again(ObservatoryId observatory, StoredIntegration before, Health first) {
        StoredIntegration stored =
                integrations.find(observatory, before.integration().id()).orElse(before);
        if (stored.version() == before.version()) return first;
        Health health = health(observatory, stored);
        keep(observatory, stored, health);
        return health;
    }

    private Health health(ObservatoryId observatory, StoredIntegration stored) {
        return instances
                .of(observatory, stored)
                .map(connection -> connection.integration().getHealth())
                .orElseGet(this::disconnected);
    }

    private Health disconnected() {
        return new Health(
                Health.State.UNHEALTHY,
                "Disconnected. Connect the account again.",
                Map.of(),
                Duration.ZERO,
                clock.instant());
    }

    /**
     * A broken connection that answers is mended; one that waits for a person's word keeps waiting.
     *
     * @return false when the credentials that were checked are not those that are stored any more
     */
    private boolean keep(ObservatoryId observatory, StoredIntegration stored, Health health) {
        UUID id = stored.integration().id();
        return switch (stored.integration().status()) {
            case DISCONNECTED, PENDING -> true;
            case CONNECTED, ERROR ->
                switch (health.state()) {
                    case HEALTHY -> changes.status(observatory, id, stored.version(), new Status.Connected());
                    case DEGRADED -> changes.degraded(observatory, id, stored.version(), health.message());
                    case UNHEALTHY -> broken(observatory, stored, health);
                };
        };
    }

    private boolean broken(ObservatoryId observatory, StoredIntegration stored, Health health) {
        UUID id = stored.integration().id();
        ErrorKind kind = ErrorKind.valueOf(health.details().getOrDefault("kind", ErrorKind.PERMANENT.name()));
        Optional<Status> trouble = trouble(kind, health.message());
        return trouble.isPresent()
                ? changes.status(observatory, id, stored.version(), trouble.get())
                : changes.degraded(observatory, id, stored.version(), health.message());
    }

    /** What a refusal says about the connection itself; empty where it says nothing. */
    static Optional<Status> trouble(ErrorKind kind, String words) {
        return switch (kind) {
            case AUTH_EXPIRED, AUTH_REVOKED -> Optional.of(new Status.Error(Status.Reason.NEEDS_REAUTH, words));
            case SCOPE_MISSING -> Optional.of(new Status.Error(Status.Reason.SCOPE_MISSING, words));
            case RATE_LIMITED, QUOTA, NOT_FOUND, CONFLICT, VALIDATION, TRANSIENT, PERMANENT, NOT_SENT, NO_ANSWER ->
                Optional.empty();
        };
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
