package dev.jarvis.integration;

import static java.util.Objects.requireNonNullElse;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which connection is meant, answered from memory. What is known of an observatory is dropped as soon as a node says that
 * it changed; the age limit is the net under a lost notice. A choice that is stale all the same sends nothing: the ledger
 * looks at the connection when it writes that a call is about to leave.
 */
final class Choices {
    private static final Duration OLDEST = Duration.ofSeconds(30);
    private static final int MOST_CONNECTIONS = 50_000;

    private final LoadingCache<ObservatoryId, List<StoredIntegration>> known;

    Choices(StoredIntegrations integrations) {
        this.known = Caffeine.newBuilder()
                .maximumWeight(MOST_CONNECTIONS)
                .<ObservatoryId, List<StoredIntegration>>weigher((_, list) -> 1 + list.size())
                .expireAfterWrite(OLDEST)
                .build(integrations::all);
    }

    /** @param payload as {@link StoredIntegrations} sends it: the observatory, then the integration */
    void heard(String payload) {
        if (payload.equals(Notices.MISSED_SOME)) known.invalidateAll();
        else forget(new ObservatoryId(UUID.fromString(payload.substring(0, payload.indexOf(' ')))));
    }

    void forget(ObservatoryId observatory) {
        known.invalidate(observatory);
    }

    /** @throws Problem 409 or 404 where it is not exactly one that works */
    StoredIntegration choose(ObservatoryId observatory, Platform platform, @Nullable String account) {
        List<StoredIntegration> here = known.get(observatory).stream()
                .filter(stored -> stored.integration().platform().equals(platform.id()))
                .filter(stored -> stored.integration().status() != Integration.State.DISCONNECTED)
                .toList();
        if (here.isEmpty()) throw notConnected(platform);
        return working(platform, account == null ? only(platform, here) : named(platform, here, account));
    }

    private static StoredIntegration only(Platform platform, List<StoredIntegration> here) {
        return open(here.stream().map(StoredIntegration::integration).toList(), platform.id())
                .flatMap(only -> here.stream()
                        .filter(stored -> stored.integration().id().equals(only.id()))
                        .findFirst())
                .orElseThrow(() -> which(
                        409,
                        "choose-account",
                        "Several %s accounts are connected. Name one with ?account=.",
                        platform,
                        here));
    }

    /** The one that an act without a name goes to: the only account of the platform, or the only one that works. */
    static Optional<Integration> open(List<Integration> all, String platform) {
        List<Integration> here = all.stream()
                .filter(one -> one.platform().equals(platform) && one.status() != Integration.State.DISCONNECTED)
                .toList();
        if (here.size() == 1) return Optional.of(here.getFirst());
        List<Integration> good = here.stream()
                .filter(one -> one.status() == Integration.State.CONNECTED)
                .toList();
        return good.size() == 1 ? Optional.of(good.getFirst()) : Optional.empty();
    }

    private static StoredIntegration named(Platform platform, List<StoredIntegration> here, String account) {
        List<StoredIntegration> found = here.stream()
                .filter(stored -> stored.integration().answersTo(account))
                .toList();
        if (found.size() == 1) return found.getFirst();
        if (found.isEmpty())
            throw which(404, "unknown-account", "No %s account of that name is connected here.", platform, here);
        throw which(409, "choose-account", "Several %s accounts have that name. Use the id.", platform, found);
    }

    private static Problem which(
            int status, String code, String detail, Platform platform, List<StoredIntegration> accounts) {
        return Problem.of(status, code, detail.formatted(platform.name()))
                .with("accounts", accounts.stream().map(Choices::named).toList());
    }

    private static Map<String, String> named(StoredIntegration stored) {
        Integration integration = stored.integration();
        return Map.of(
                "id", integration.id().toString(),
                "accountId", integration.account().id(),
                "accountName", integration.name(),
                "status", integration.status().wireName());
    }

    private static StoredIntegration working(Platform platform, StoredIntegration stored) {
        Integration integration = stored.integration();
        return switch (integration.status()) {
            case CONNECTED -> stored;
            case DISCONNECTED -> throw notConnected(platform);
            case PENDING ->
                throw Problem.conflict(
                        "not-confirmed",
                        "%s was connected by invitation and waits until a member confirms the account under Connections."
                                .formatted(integration.name()));
            case ERROR ->
                throw Problem.conflict(
                        code(integration.reason()),
                        "%s cannot be used: %s %s"
                                .formatted(integration.name(), integration.message(), integration.whatToDo()));
        };
    }

    private static String code(Status.@Nullable Reason reason) {
        return requireNonNullElse(reason, Status.Reason.NEEDS_REAUTH).wireName().replace('_', '-');
    }

    private static Problem notConnected(Platform platform) {
        return Problem.conflict(
                "not-connected",
                "No %s account is connected. Connect one under Connections, or POST /api/integrations/%s/connect."
                        .formatted(platform.name(), platform.id()));
    }
}
