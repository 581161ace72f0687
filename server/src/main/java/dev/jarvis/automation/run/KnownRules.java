package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.definition.Rules;
import dev.jarvis.observatory.ObservatoryId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rules of this instance. */
record KnownRules(Rules rules) implements RuleBook {
    @Override
    public Optional<RuleVersion> version(ObservatoryId observatory, UUID rule, long number) {
        return rules.version(observatory, rule, number);
    }

    @Override
    public Optional<RuleVersion> newest(ObservatoryId observatory, UUID rule) {
        return rules.newest(observatory, rule);
    }

    @Override
    public List<RuleVersion> startedBy(ObservatoryId observatory, UUID hook) {
        return rules.startedBy(observatory, hook);
    }
}
