package dev.jarvis.integration;

import dev.jarvis.platform.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every platform this instance knows. Grows by registration alone; safe for many threads. */
public final class Catalogue {
    private final Map<String, Platform> platforms = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException when the id is taken */
    Platform add(Platform platform) {
        if (platforms.putIfAbsent(platform.id(), platform) != null)
            throw new IllegalArgumentException("There is a platform %s already".formatted(platform.id()));
        return platform;
    }

    /** @throws Problem 404 {@code unknown-platform} */
    public Platform platform(String id) {
        Platform platform = platforms.get(id);
        if (platform == null)
            throw Problem.of(
                    404, "unknown-platform", "There is no platform of that name. GET /api/integrations lists them.");
        return platform;
    }

    Optional<Platform> find(String id) {
        return Optional.ofNullable(platforms.get(id));
    }

    /** By name. */
    public List<Platform> platforms() {
        return platforms.values().stream()
                .sorted(Comparator.comparing(Platform::name))
                .toList();
    }
}
