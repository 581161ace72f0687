package dev.jarvis.automation.run;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Observatory;
import dev.jarvis.observatory.ObservatoryId;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What expressions call {@code observatory}, at most a minute old. */
final class About {
    private static final int MOST = 50_000;

    private final LoadingCache<ObservatoryId, JsonNode> known;

    About(Observatories observatories) {
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(Duration.ofMinutes(1))
                .build(id -> shown(observatories.get(id)));
    }

    JsonNode of(ObservatoryId observatory) {
        return known.get(observatory);
    }

    private static JsonNode shown(Observatory observatory) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", observatory.id().toString())
                .put("name", observatory.name())
                .put("timezone", observatory.settings().timezone())
                .put("locale", observatory.settings().locale())
                .put("currency", observatory.settings().currency());
    }
}
