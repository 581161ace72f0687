package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.observatory.ObservatoryId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rules' versions, as runs need them. Answers from memory where it can. */
public interface RuleBook {
    Optional<RuleVersion> version(ObservatoryId observatory, UUID rule, long number);

    /** The newest version; also of a rule that is switched off. */
    Optional<RuleVersion> newest(ObservatoryId observatory, UUID rule);

    /** Those that are switched on and begin when this hook is called; asked for every webhook. */
    List<RuleVersion> startedBy(ObservatoryId observatory, UUID hook);
}
