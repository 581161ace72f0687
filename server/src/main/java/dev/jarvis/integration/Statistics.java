package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many accounts are connected. */
public record Statistics(long totalLoaded, Map<String, Long> byPlatform, Map<String, Long> byObservatory) {
    static final Statistics NONE = new Statistics(0, Map.of(), Map.of());

    static Statistics of(ObservatoryId observatory, List<Integration> integrations) {
        Map<String, Long> platforms = new TreeMap<>();
        integrations.stream()
                .filter(integration -> integration.status() != Integration.State.DISCONNECTED)
                .forEach(integration -> platforms.merge(integration.platform(), 1L, Long::sum));
        long total = platforms.values().stream().mapToLong(Long::longValue).sum();
        return new Statistics(total, platforms, Map.of(observatory.toString(), total));
    }

    Statistics plus(Statistics other) {
        Map<String, Long> platforms = new TreeMap<>(byPlatform);
        other.byPlatform.forEach((platform, count) -> platforms.merge(platform, count, Long::sum));
        Map<String, Long> observatories = new HashMap<>(byObservatory);
        observatories.putAll(other.byObservatory);
        return new Statistics(totalLoaded + other.totalLoaded, platforms, observatories);
    }
}
