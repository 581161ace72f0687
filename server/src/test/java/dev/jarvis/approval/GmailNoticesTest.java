package dev.jarvis.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.sandbox.gmail.GmailPlatform;
import dev.jarvis.sandbox.ledger.LedgerEntry;
import dev.jarvis.testing.Browser;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.World;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server without a mail server of its own, in an observatory that has connected a Gmail account. */
@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
class GmailNoticesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private ApplicationContext context;

    private Deciding place;
    private User approver;

    @BeforeEach
    void build() {
        place = new Deciding(context);
        approver = place.world.user();
        place.world.join(place.observatory, approver.id(), Role.APPROVER);
        place.sandbox.ledger().reset();
    }

    @Test
    void writesThroughTheConnectedAccountWithALinkToThePageAndNoMore() {
        connectGmail();

        UUID waits = place.post("Please look at this");

        await().atMost(SOON).until(() -> letters().size() == 2); // the owner may decide as well
        assertThat(letters())
                .anySatisfy(letter -> assertThat(letter)
                        .contains(approver.email().value(), "/approvals/" + waits)
                        .doesNotContain("/approve\"", "token="));
        assertThat(place.state(waits)).isEqualTo("pending");
        assertThat(notices()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.at("/actor/kind").asString()).isEqualTo("system");
            assertThat(entry.path("consent").asString()).isEqualTo("by system: a notice to a member");
        });
    }

    @Test
    void waitsForSomeWayToTellThem() {
        UUID waits = place.post("Nobody can be told of this yet");
        await().during(Duration.ofSeconds(2)).until(() -> letters().isEmpty());

        connectGmail();
        place.post("Now they can");

        await().atMost(SOON).until(() -> letters().stream().anyMatch(letter -> letter.contains("/approvals")));
        assertThat(place.state(waits)).isEqualTo("pending");
    }

    private void connectGmail() {
        int port = place.world.port();
        String callback = "http://localhost:%d/api/integrations/gmail/callback".formatted(port);
        place.sandbox.register(Set.of(callback));
        Browser browser = new Browser(port)
                .signedIn(place.owner.email().value(), World.PASSWORD)
                .at(place.observatory.toString());
        String link = browser.post("/api/integrations/gmail/connect", Map.of("scheme", "oauth2"))
                .text("/authorizationUrl");
        String there = browser.post("/api/connect/" + link.substring(link.lastIndexOf('/') + 1) + "/start")
                .text("/location");
        URI back = new Browser(URI.create(there).getPort())
                .get(there + "&auto=" + GmailPlatform.accounts().getFirst().id())
                .location();
        assertThat(browser.get(back.toString()).status()).isEqualTo(200);
    }

    /** What the stand-in was asked to send, as MIME. */
    private List<String> letters() {
        return place.sandbox.ledger().entries(entry -> entry.path().endsWith("/messages/send")).stream()
                .map(GmailNoticesTest::mime)
                .toList();
    }

    private static String mime(LedgerEntry entry) {
        String raw =
                JsonMapper.shared().readTree(entry.request().text()).path("raw").asString();
        String whole = new String(Base64.getUrlDecoder().decode(raw), StandardCharsets.UTF_8);
        return whole.replace("=\r\n", "").replace("=3D", "=");
    }

    private List<JsonNode> notices() {
        JsonNode items =
                place.boss.get("/api/integrations/activity?type=email").json().path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}
