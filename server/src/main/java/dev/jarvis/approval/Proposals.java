package dev.jarvis.approval;

import dev.jarvis.approval.policy.Evidence;
import dev.jarvis.approval.policy.Proposal;
import dev.jarvis.integration.ActionCall;
import dev.jarvis.observatory.Principal;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.Cost;
import dev.jarvis.sdk.Effect;
import dev.jarvis.sdk.Risk;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes acts to a policy. */
final class Proposals {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Confidence confidence;
    private final InstantSource clock;

    Proposals(Confidence confidence, InstantSource clock) {
        this.confidence = confidence;
        this.clock = clock;
    }

    Proposal of(ActionCall<?, ?, ?> call, Origin origin) {
        return of(call, origin, clock.instant(), new Once(() -> confidence.of(call, origin)));
    }

    Proposal of(ActionCall<?, ?, ?> call, Origin origin, Instant at, Supplier<Evidence> evidence) {
        return new Proposal(
                risk(call, origin),
                action(call, risk(call, origin)),
                origin(origin),
                call.input(),
                JSON.objectNode()
                        .put("id", call.connection().id().toString())
                        .put("platform", call.connection().platform())
                        .put("account", call.connection().accountName()),
                at,
                evidence);
    }

    /** A step of a rule is as risky as the higher of the two. */
    static Risk risk(ActionCall<?, ?, ?> call, Origin origin) {
        return origin instanceof Origin.Rule rule ? call.risk().orHigher(rule.risk()) : call.risk();
    }

    private static ObjectNode action(ActionCall<?, ?, ?> call, Risk risk) {
        Action<?, ?, ?> action = call.action();
        Cost cost = call.cost();
        return JSON.objectNode()
                .put("name", call.name())
                .put("platform", call.connection().platform())
                .put("id", action.id())
                .put("risk", risk.wireName())
                .put("effect", action.effect().word())
                .put(
                        "reversible",
                        action.effect() instanceof Effect.Reads
                                || action.reversedBy().isPresent())
                .put("cost", cost.amount().doubleValue())
                .put("currency", cost.currency());
    }

    private static ObjectNode origin(Origin origin) {
        ObjectNode known = JSON.objectNode()
                .put("kind", origin.actor().kind().wireName())
                .put("name", origin.actor().name())
                .put("key", origin instanceof Origin.Key);
        if (origin.actor().id() != null) known.put("id", origin.actor().id().toString());
        return known;
    }

    /** A key of a person is that person's; one of a service or an agent acts for itself. */
    static java.util.Optional<java.util.UUID> proposer(Origin origin) {
        return switch (origin) {
            case Origin.Person person -> java.util.Optional.of(person.person().id());
            case Origin.Key(Principal.Key key) ->
                key.kind() == Principal.Key.Kind.PERSON
                        ? java.util.Optional.of(key.owner().value())
                        : java.util.Optional.empty();
            case Origin.Rule rule -> java.util.Optional.empty();
            case Origin.Upkeep upkeep -> java.util.Optional.empty();
        };
    }

    /** Gathered when a policy or a request first asks for it. */
    static final class Once implements Supplier<Evidence> {
        private final Supplier<Evidence> gather;
        private volatile @org.jspecify.annotations.Nullable Evidence known;

        Once(Supplier<Evidence> gather) {
            this.gather = gather;
        }

        @Override
        public Evidence get() {
            Evidence evidence = known;
            if (evidence == null) known = evidence = gather.get();
            return evidence;
        }
    }
}
