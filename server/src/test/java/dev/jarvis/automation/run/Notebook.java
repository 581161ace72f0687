package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.Definition;
import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.definition.Trigger;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.UuidV7;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Rules kept in memory, for tests of what runs. */
public final class Notebook implements RuleBook {
    private final Map<UUID, RuleVersion> rules = new ConcurrentHashMap<>();
    private final JsonMapper json;

    public Notebook(JsonMapper json) {
        this.json = json;
    }

    /** @param definition as JSON */
    public RuleVersion write(ObservatoryId observatory, String definition) {
        UUID id = UuidV7.next();
        RuleVersion version = new RuleVersion(
                observatory, id, 1, "A rule", json.readValue(definition, Definition.class), Instant.now());
        rules.put(id, version);
        return version;
    }

    @Override
    public Optional<RuleVersion> version(ObservatoryId observatory, UUID rule, long number) {
        return newest(observatory, rule).filter(version -> version.number() == number);
    }

    @Override
    public Optional<RuleVersion> newest(ObservatoryId observatory, UUID rule) {
        return Optional.ofNullable(rules.get(rule))
                .filter(version -> version.observatory().equals(observatory));
    }

    @Override
    public List<RuleVersion> startedBy(ObservatoryId observatory, UUID hook) {
        return rules.values().stream()
                .filter(version -> version.observatory().equals(observatory))
                .filter(version ->
                        version.definition().trigger() instanceof Trigger.Webhook(UUID own) && own.equals(hook))
                .toList();
    }
}
