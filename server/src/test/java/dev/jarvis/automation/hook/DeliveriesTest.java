package dev.jarvis.automation.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.User;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.SignedHook;
import dev.jarvis.testing.World;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@SharedServerTest
class DeliveriesTest {
    private static final String BODY = "{\"number\": 4711, \"name\": \"Zoë\"}";

    @Autowired
    private ApplicationContext context;

    private World world;
    private Caller ada;
    private SignedHook hook;

    @BeforeEach
    void enter() {
        world = new World(context);
        ada = member();
        hook = SignedHook.make(world.port(), ada, "Orders");
    }

    @Test
    void showsWhatCameWithWhatItBegan() {
        Answer rule = ada.send("POST", "/api/rules", """
                {"name": "A rule", "enabled": true, "trigger": {"kind": "webhook", "hook": "%s"},
                 "steps": [{"kind": "set", "id": "s", "vars": {"x": 1}}]}""".formatted(hook.id()));
        Answer sent = hook.deliver("order-1", BODY);
        hook.deliver("order-1", BODY);

        Answer list = ada.get(deliveries());

        assertThat(list.json().path("items")).as(list.body()).hasSize(1);
        assertThat(list.text("/items/0/id")).isEqualTo(sent.text("/delivery"));
        assertThat(list.text("/items/0/key")).isEqualTo("order-1");
        assertThat(list.text("/items/0/receivedAt")).isNotBlank();
        assertThat(list.text("/items/0/runs/0/id")).isEqualTo(sent.text("/runs/0/id"));
        assertThat(list.text("/items/0/runs/0/rule")).isEqualTo(rule.text("/id"));
        assertThat(list.body()).doesNotContain("4711");
    }

    @Test
    void givesABodyAsItWasSent() {
        String id = hook.deliver("order-1", BODY).text("/delivery");

        Answer whole = ada.get(deliveries() + "/" + id);

        assertThat(whole.text("/body")).isEqualTo(BODY);
        assertThat(whole.text("/delivery/key")).isEqualTo("order-1");
        assertThat(whole.json().at("/delivery/runs")).isEmpty();
    }

    @Test
    void givesEachDeliveryOnceTheNewestFirstWhileOthersCome() {
        SignedHook other = SignedHook.make(world.port(), ada, "Another");
        for (int i = 0; i < 5; i++) {
            hook.deliver("order-" + i, "{}");
            other.deliver("order-" + i, "{}");
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = ada.get(deliveries() + "?limit=2" + cursor).json();
            page.path("items").forEach(item -> seen.add(item.path("key").asString()));
            hook.deliver("late-" + seen.size(), "{}");
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly("order-4", "order-3", "order-2", "order-1", "order-0");
    }

    @Test
    void answersAForeignHookAsOneThatNobodyHas() {
        String id = hook.deliver("order-1", BODY).text("/delivery");
        Caller bob = member();
        SignedHook bobs = SignedHook.make(world.port(), bob, "Bob's");

        for (String path :
                List.of(deliveries(), deliveries() + "/" + id, "/api/hooks/" + bobs.id() + "/deliveries/" + id)) {
            Answer refused = bob.get(path);
            assertThat(refused.status()).as(path).isEqualTo(404);
            assertThat(refused.body()).doesNotContain("order-1", "4711");
        }
        assertThat(ada.get("/api/hooks/" + UUID.randomUUID() + "/deliveries").status())
                .isEqualTo(404);
    }

    @Test
    void refusesAPageOfNoSizeAndAForgedCursor() {
        assertThat(ada.get(deliveries() + "?limit=0").text("/errors/0/field")).isEqualTo("limit");
        assertThat(ada.get(deliveries() + "?cursor=next").code()).isEqualTo("bad-cursor");
    }

    private Caller member() {
        User user = world.user();
        world.observatory(user.id());
        return world.browser(user);
    }

    private String deliveries() {
        return "/api/hooks/" + hook.id() + "/deliveries";
    }
}
