package dev.jarvis.automation.firing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.automation.event.EventType;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.World;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import(TestEngine.Instead.class)
class EventFollowerTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private TestEngine engine;

    @Autowired
    private EventFollower follower;

    private World world;
    private ObservatoryId here;
    private Caller ada;

    @BeforeEach
    void enter() {
        engine.depth.set(0);
        world = new World(context);
        here = world.observatory();
        ada = world.member(here, Role.OPERATOR);
    }

    @Test
    void tellsARuleOfWhatHappenedOnceHoweverManyNodesFollow() throws Exception {
        UUID listener = listenTo("rule.changed");
        String other = make("Other", "run.failed", false);
        await().until(() -> changesOf(listener, other).size() == 1);

        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 8).forEach(_ -> nodes.submit(follower::follow));
        }

        JsonNode trigger = changesOf(listener, other).getFirst().trigger();
        assertThat(changesOf(listener, other)).hasSize(1);
        assertThat(trigger.path("kind").asString()).isEqualTo("event");
        assertThat(trigger.path("type").asString()).isEqualTo("rule.changed");
        assertThat(trigger.at("/data/change").asString()).isEqualTo("made");
        assertThat(changesOf(listener, other).getFirst().depth()).isOne();
    }

    @Test
    void tellsNobodyOfWhatHappenedBeforeOrInAnotherObservatory() {
        String before = make("Before", "run.failed", false);
        await().until(() -> isSealed(before));
        UUID listener = listenTo("rule.changed");
        Caller stranger = world.member(world.observatory(), Role.OPERATOR);
        String foreign = stranger.post("/api/rules", rule("Foreign", "run.failed", false))
                .text("/id");
        String after = make("After", "run.failed", false);

        await().until(() -> changesOf(listener, after).size() == 1);

        assertThat(changesOf(listener, before)).isEmpty();
        assertThat(changesOf(listener, foreign)).isEmpty();
    }

    private boolean isSealed(String rule) {
        Answer newest = ada.get("/api/integrations/activity?type=automation");
        for (JsonNode row : newest.json().at("/items"))
            if (row.at("/metadata/rule").asString("").equals(rule)
                    && row.path("seq").isNumber()) return true;
        return false;
    }

    @Test
    void endsAChainOfEventsAndSaysSo() {
        UUID listener = listenTo("rule.changed");
        engine.depth.set(Events.DEEPEST);
        String other = make("Too deep", "run.failed", false);

        await().until(() ->
                ada.get("/api/integrations/activity?type=automation").body().contains("event/chain-stopped"));

        assertThat(changesOf(listener, other)).isEmpty();
    }

    @Test
    void listsEventsAndTellsOneAgain() {
        UUID listener = listenTo("rule.changed");
        String other = make("Again", "run.failed", false);
        await().until(() -> changesOf(listener, other).size() == 1);
        Answer list = ada.get("/api/events?type=rule.changed&limit=1");
        String id = list.text("/items/0/id");

        Answer replayed = ada.post("/api/events/" + id + "/replay");

        assertThat(list.text("/items/0/data/rule")).isEqualTo(other);
        assertThat(list.text("/nextCursor")).isNotEmpty();
        assertThat(ada.get("/api/events/" + id).text("/type")).isEqualTo("rule.changed");
        assertThat(replayed.text("/runs/0/rule")).isEqualTo(listener.toString());
        assertThat(changesOf(listener, other)).hasSize(2);
        assertThat(ada.get("/api/events?type=moon.full").status()).isEqualTo(400);
        assertThat(ada.get("/api/events/" + UUID.randomUUID()).status()).isEqualTo(404);
        Caller stranger = world.member(world.observatory(), Role.OPERATOR);
        assertThat(stranger.get("/api/events/" + id).status()).isEqualTo(404);
        assertThat(stranger.post("/api/events/" + id + "/replay").status()).isEqualTo(404);
    }

    @Test
    void publishesASchemaOfEveryTypeThatItsEventsFit() {
        make("Any", "run.failed", false);
        Answer types = ada.get("/api/events/types");

        assertThat(types.json().at("/items").size()).isEqualTo(EventType.all().size());
        JsonNode event = ada.get("/api/events?type=rule.changed&limit=1").json().at("/items/0");
        for (JsonNode type : types.json().at("/items"))
            if (type.path("id").asString().equals("rule.changed")) {
                assertThat(event.propertyNames())
                        .containsExactlyInAnyOrderElementsOf(
                                type.at("/schema/properties").propertyNames());
                assertThat(event.path("data").propertyNames())
                        .containsExactlyInAnyOrderElementsOf(
                                type.at("/schema/properties/data/properties").propertyNames());
            }
    }

    private UUID listenTo(String type) {
        return UUID.fromString(make("Listener", type, true));
    }

    private String make(String name, String type, boolean enabled) {
        Answer made = ada.post("/api/rules", rule(name, type, enabled));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("/id");
    }

    private static Map<String, ?> rule(String name, String type, boolean enabled) {
        return Map.of(
                "name",
                name,
                "enabled",
                enabled,
                "trigger",
                Map.of("kind", "event", "type", type),
                "steps",
                List.of(Map.of("kind", "wait", "id", "pause", "for", "PT1S")));
    }

    private List<TestEngine.Started> changesOf(UUID listener, String rule) {
        return engine.of(listener).stream()
                .filter(started ->
                        started.trigger().at("/data/rule").asString("").equals(rule))
                .toList();
    }
}
