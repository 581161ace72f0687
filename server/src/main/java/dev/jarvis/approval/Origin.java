package dev.jarvis.approval;

import dev.jarvis.activity.Actor;
import dev.jarvis.observatory.Principal;
import dev.jarvis.sdk.Risk;
import java.util.UUID;

/** Where a proposed act comes from. Found from who called, never from the request. */
public sealed interface Origin {
    Actor actor();

    /** A person at the dashboard. */
    record Person(Principal.Person person) implements Origin {
        @Override
        public Actor actor() {
            return new Actor(Actor.Kind.PERSON, person.id(), person.name());
        }
    }

    /** An API key; its kind was fixed when it was made. */
    record Key(Principal.Key key) implements Origin {
        @Override
        public Actor actor() {
            return new Actor(kind(), key.id(), key.name());
        }

        private Actor.Kind kind() {
            return switch (key.kind()) {
                case PERSON -> Actor.Kind.PERSON;
                case SERVICE -> Actor.Kind.SERVICE;
                case AGENT -> Actor.Kind.AGENT;
            };
        }
    }

    /**
     * A step of a run of a rule.
     *
     * @param risk the rule's own; a step is as risky as the higher of this and its action's
     * @param asks whether its author wants people asked where the policy would allow
     * @param step its id within the rule
     */
    record Rule(UUID rule, String name, Risk risk, boolean asks, UUID run, String step) implements Origin {
        @Override
        public Actor actor() {
            return new Actor(Actor.Kind.RULE, rule, name);
        }
    }

    /** Jarvis's own upkeep. */
    record Upkeep(String reason) implements Origin {
        @Override
        public Actor actor() {
            return Actor.JARVIS;
        }
    }

    static Origin of(Principal principal) {
        return switch (principal) {
            case Principal.Person person -> new Person(person);
            case Principal.Key key -> new Key(key);
            case Principal.System system -> new Upkeep(system.name());
        };
    }
}
