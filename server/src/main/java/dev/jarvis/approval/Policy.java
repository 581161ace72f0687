package dev.jarvis.approval;

import dev.jarvis.integration.Consent;

/**
 * Decides each proposed act by where it comes from.
 *
 * <p>Today one line: people and their own keys may. What rules, services and agents may propose, and who says yes to it,
 * takes this line's place, not its path.
 */
final class Policy {
    private static final String PEOPLE_MAY = "people and their own keys may";

    Decision decide(Origin origin) {
        return switch (origin) {
            case Origin.Person person -> new Decision.Allow(PEOPLE_MAY, new Consent.ByPerson(person.actor()));
            case Origin.Key key -> ofKey(key);
            case Origin.Rule rule -> deny("rules");
            case Origin.Upkeep upkeep -> new Decision.Allow("upkeep", new Consent.BySystem(upkeep.reason()));
        };
    }

    private Decision ofKey(Origin.Key key) {
        return switch (key.key().kind()) {
            case PERSON -> new Decision.Allow(PEOPLE_MAY, new Consent.ByPerson(key.actor()));
            case SERVICE -> deny("service keys");
            case AGENT -> deny("agents");
        };
    }

    private static Decision deny(String who) {
        return new Decision.Deny(
                PEOPLE_MAY,
                "The policy lets people and their own keys act; %s may only read until approvals are there."
                        .formatted(who));
    }
}
