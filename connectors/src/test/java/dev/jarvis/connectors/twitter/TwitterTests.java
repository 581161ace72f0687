package dev.jarvis.connectors.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jarvis.connectors.Connection;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.SandboxOptions;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Cost;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Health;
import dev.jarvis.sdk.InvalidInput;
import dev.jarvis.sdk.OAuthConnector;
import dev.jarvis.sdk.PlatformException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Against the sandbox's X, over HTTP. */
class TwitterTests {
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private Sandbox sandbox;
    private Connection x;

    @BeforeEach
    void connect() {
        sandbox = Sandbox.start(SandboxOptions.defaults().withVideoProcessing(Duration.ofMillis(200)));
        x = Connection.x(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void posts() {
        JsonNode posted = x.act("tweet", "{\"text\": \"We open at nine. Grüße! 👋\"}");

        assertThat(posted.path("url").asString())
                .isEqualTo("https://x.com/i/web/status/" + posted.path("id").asString());
        assertThat(sandbox.ledger().timesApplied("x.post", "We open at nine. Grüße! 👋"))
                .isEqualTo(1);
    }

    @Test
    void postsInOneRequest() {
        x.context().account(Account.of("2244994901", "@acme_labs"));

        x.act("tweet", "{\"text\": \"Just one\"}");

        assertThat(sandbox.ledger().received()).isEqualTo(1);
    }

    @Test
    void postsWithTheKeysOfOnesOwnApp() {
        JsonNode posted = Connection.xByKeys(sandbox).act("tweet", "{\"text\": \"Signed: a&b=c + d\"}");

        assertThat(posted.path("id").asString()).isNotEmpty();
        assertThat(sandbox.ledger().timesApplied("x.post", "Signed: a&b=c + d")).isEqualTo(1);
    }

    @Test
    void signsReadsWithAQuery() {
        JsonNode found = Connection.xByKeys(sandbox).act("search", "{\"query\": \"blacksmiths & physicist\"}");

        assertThat(found.path("items").isArray()).isTrue();
    }

    @Test
    void repliesAndQuotes() {
        String first = x.act("tweet", "{\"text\": \"First\"}").path("id").asString();

        String reply = x.act("tweet", "{\"text\": \"Second\", \"replyTo\": \"%s\"}".formatted(first))
                .path("id")
                .asString();
        x.act("tweet", "{\"text\": \"Look\", \"quote\": \"%s\"}".formatted(first));

        JsonNode own = x.act("own-posts", "{}");
        assertThat(own.path("items")).anySatisfy(post -> {
            assertThat(post.path("id").asString()).isEqualTo(reply);
            assertThat(post.path("conversationId").asString()).isEqualTo(first);
        });
        assertThat(own.path("items")).anySatisfy(post -> {
            assertThat(post.path("id").asString()).isEqualTo(first);
            assertThat(post.at("/metrics/replies").asInt()).isEqualTo(1);
            assertThat(post.at("/metrics/quotes").asInt()).isEqualTo(1);
        });
    }

    @Test
    void asksAQuestion() {
        x.act("tweet", "{\"text\": \"Tea?\", \"poll\": {\"options\": [\"Yes\", \"No\"], \"durationMinutes\": 60}}");

        assertThat(sandbox.ledger().timesApplied("x.post", "Tea?")).isEqualTo(1);
    }

    @Test
    void postsImagesWithWordsForThoseWhoCannotSeeThem() {
        x.act("tweet", """
                {"text": "Two", "media": [
                  {"file": {"name": "a.png", "mediaType": "image/png", "base64": "%1$s"}, "altText": "Bir örs"},
                  {"file": {"name": "b.png", "mediaType": "image/png", "base64": "%1$s"}}]}""".formatted(PIXEL));

        assertThat(sandbox.ledger().count("POST", "/x/2/media/upload/initialize"))
                .isEqualTo(2);
        assertThat(sandbox.ledger().count("POST", "/x/2/media/metadata")).isEqualTo(1);
        assertThat(sandbox.ledger().timesApplied("x.post", "Two")).isEqualTo(1);
    }

    @Test
    void postsAMediaOnly() {
        JsonNode posted = x.act(
                "tweet",
                "{\"media\": [{\"file\": {\"name\": \"a.png\", \"mediaType\": \"image/png\", \"base64\": \"%s\"}}]}"
                        .formatted(PIXEL));

        assertThat(posted.path("id").asString()).isNotEmpty();
    }

    @Test
    void uploadsAVideoInPiecesAndWaitsUntilXIsReady() {
        x.act("tweet", """
                {"text": "Film", "media": [{"file": {"name": "f.mp4", "mediaType": "video/mp4", "upload": "5000000"}}]}""");

        assertThat(sandbox.ledger().entries(entry -> entry.path().endsWith("/append")))
                .hasSize(3);
        assertThat(sandbox.ledger().count("GET", "/x/2/media/upload")).isPositive();
        assertThat(sandbox.ledger().timesApplied("x.post", "Film")).isEqualTo(1);
    }

    @Test
    void leavesNothingInDoubtWhenAnUploadBreaks() {
        sandbox.faults().add(FaultRule.next("POST", "/x/2/media/upload/initialize", new Fault.Reset()));

        PlatformException lost =
                catchThrowableOfType(PlatformException.class, () -> x.act("tweet", """
                {"text": "A", "media": [{"file": {"name": "a.png", "mediaType": "image/png", "base64": "%s"}}]}""".formatted(PIXEL)));

        assertThat(lost.kind()).isEqualTo(ErrorKind.TRANSIENT);
        assertThat(sandbox.ledger().count("POST", "/x/2/tweets")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"image/png, 5000001", "image/gif, 15000001", "video/mp4, 512000001"})
    void refusesWhatIsTooLargeBeforeAnythingIsSent(String type, String bytes) {
        assertThatThrownBy(() -> x.act("tweet", """
                {"text": "Big", "media": [{"file": {"name": "big", "mediaType": "%s", "upload": "%s"}}]}""".formatted(type, bytes)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(bytes);
        assertThat(sandbox.ledger().received()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"text": ""}                                                                          | text
            {"text": "a", "poll": {"options": ["x"], "durationMinutes": 60}}                      | poll.options
            {"text": "a", "poll": {"options": ["x", "y"], "durationMinutes": 1}}                  | poll.durationMinutes
            {"text": "a", "quote": "1", "poll": {"options": ["x", "y"], "durationMinutes": 60}}   | poll
            {"text": "a", "media": [{"file": {"name": "a", "mediaType": "text/plain", "upload": "1"}}]} | media
            """)
    void refusesInputThatXWouldRefuse(String json, String field) {
        Throwable refused = catchThrowableOfType(RuntimeException.class, () -> x.act("tweet", json));

        assertThat(refused)
                .rootCause()
                .isInstanceOf(InvalidInput.class)
                .extracting("field")
                .isEqualTo(field);
        assertThat(sandbox.ledger().received()).isZero();
    }

    @Test
    void findsAPostWhoseAnswerWasLost() {
        String json = "{\"text\": \"Did this arrive? https://acme.com/a\"}";
        Call call = x.call();
        sandbox.faults()
                .add(FaultRule.next("POST", "/x/2/tweets", new Fault.Reset()).onceApplied());

        assertThatThrownBy(() -> x.act("tweet", json, call)).isInstanceOf(PlatformException.class);

        assertThat(x.find("tweet", json, call)).isPresent();
        assertThat(x.find("tweet", "{\"text\": \"Something else\"}", call)).isEmpty();
    }

    @Test
    void saysThatAPostThatNeverArrivedIsNotThere() {
        sandbox.faults().add(FaultRule.next("POST", "/x/2/tweets", new Fault.Reset()));
        Call call = x.call();

        assertThatThrownBy(() -> x.act("tweet", "{\"text\": \"Lost\"}", call)).isInstanceOf(PlatformException.class);

        assertThat(x.find("tweet", "{\"text\": \"Lost\"}", call)).isEmpty();
    }

    @Test
    void tellsTheSameWordsUnderTwoPostsApart() {
        String first = x.act("tweet", "{\"text\": \"One\"}").path("id").asString();
        String second = x.act("tweet", "{\"text\": \"Two\"}").path("id").asString();
        Call call = x.call();
        x.act("tweet", "{\"text\": \"Thanks!\", \"replyTo\": \"%s\"}".formatted(first), call);

        assertThat(x.find("tweet", "{\"text\": \"Thanks!\", \"replyTo\": \"%s\"}".formatted(first), call))
                .isPresent();
        assertThat(x.find("tweet", "{\"text\": \"Thanks!\", \"replyTo\": \"%s\"}".formatted(second), call))
                .isEmpty();
        assertThat(x.find("tweet", "{\"text\": \"Thanks!\"}", call)).isEmpty();
    }

    @Test
    void deletesAPostAndKnowsWhenItIsGone() {
        String id = x.act("tweet", "{\"text\": \"Oops\"}").path("id").asString();
        String json = "{\"id\": \"%s\"}".formatted(id);
        assertThat(x.find("delete-tweet", json, x.call())).isEmpty();

        assertThat(x.act("delete-tweet", json).path("deleted").asBoolean()).isTrue();

        assertThat(x.find("delete-tweet", json, x.call())).isPresent();
    }

    @Test
    void likesAndRepostsAndTakesBothBack() {
        String id = x.act("mentions", "{}").at("/items/0/id").asString();
        String json = "{\"id\": \"%s\"}".formatted(id);

        assertThat(x.act("like", json).path("liked").asBoolean()).isTrue();
        assertThat(x.act("like", json).path("liked").asBoolean()).isTrue();
        assertThat(x.act("unlike", json).path("liked").asBoolean()).isFalse();
        assertThat(x.act("repost", json).path("reposted").asBoolean()).isTrue();
        assertThat(x.act("unrepost", json).path("reposted").asBoolean()).isFalse();
    }

    @Test
    void readsItsOwnPostsPageByPageWithMetrics() {
        for (int i = 0; i < 6; i++) x.act("tweet", "{\"text\": \"Post %d\"}".formatted(i));

        JsonNode first = x.act("own-posts", "{\"limit\": 5}");
        JsonNode second = x.act(
                "own-posts",
                "{\"limit\": 5, \"cursor\": \"%s\"}"
                        .formatted(first.path("nextCursor").asString()));

        assertThat(first.path("items")).hasSize(5);
        assertThat(first.at("/items/0/text").asString()).isEqualTo("Post 5");
        assertThat(first.at("/items/0/author").asString()).isEqualTo("@acme_labs");
        assertThat(second.at("/items/0/text").asString()).isEqualTo("Post 0");
        assertThat(second.at("/items/1/metrics/impressions").asLong()).isPositive();
    }

    @Test
    void searches() {
        JsonNode found = x.act("search", "{\"query\": \"anvil\", \"limit\": 10}");

        assertThat(found.path("items")).isNotEmpty();
    }

    @Test
    void readsItsOwnProfileAndSomebodys() {
        JsonNode own = x.act("profile", "{}");
        JsonNode mira = x.act("profile", "{\"username\": \"@mira_writes\"}");

        assertThat(own.path("username").asString()).isEqualTo("@acme_labs");
        assertThat(own.path("followers").asLong()).isEqualTo(18_402);
        assertThat(mira.path("name").asString()).isEqualTo("みら Mira");
        PlatformException refused = catchThrowableOfType(
                PlatformException.class, () -> x.act("profile", "{\"username\": \"nobody_here\"}"));
        assertThat(refused.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    }

    @Test
    void sendsADirectMessageByName() {
        JsonNode sent = x.act("direct-message", "{\"to\": \"@rosa_m\", \"text\": \"Hello Rosa\"}");

        assertThat(sent.path("id").asString()).isNotEmpty();
        assertThat(sent.path("conversationId").asString()).contains("2244994911");
    }

    @Test
    void saysHowLongToWaitWhenXSaysSo() {
        sandbox.x().limit("POST /2/tweets", 1);
        x.act("tweet", "{\"text\": \"Within\"}");

        PlatformException refused =
                catchThrowableOfType(PlatformException.class, () -> x.act("tweet", "{\"text\": \"Beyond\"}"));

        assertThat(refused.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(refused.words()).contains("X (Twitter) answered 429: Too Many Requests");
    }

    @Test
    void refreshesOnceAfterA401() {
        sandbox.faults().add(FaultRule.next("POST", "/x/2/tweets", new Fault.Status(401, "application/json", "{}")));

        x.act("tweet", "{\"text\": \"Second try\"}");

        assertThat(sandbox.ledger().count("POST", "/x/2/oauth2/token")).isEqualTo(1);
        assertThat(sandbox.ledger().timesApplied("x.post", "Second try")).isEqualTo(1);
    }

    @Test
    void saysThatRejectedKeysNeedAPerson() {
        sandbox.faults().add(FaultRule.always("*", "/x/2/*", new Fault.Status(401, "application/json", "{}")));

        PlatformException refused = catchThrowableOfType(
                PlatformException.class, () -> Connection.xByKeys(sandbox).act("tweet", "{\"text\": \"No\"}"));

        assertThat(refused.kind()).isEqualTo(ErrorKind.AUTH_REVOKED);
        assertThat(refused.words()).contains("connect the account again");
    }

    @Test
    void testsItsConnectionBothWays() {
        assertThat(x.integration().testConnection().name()).isEqualTo("@acme_labs");
        assertThat(Connection.xByKeys(sandbox).integration().testConnection().id())
                .isEqualTo("2244994901");
        assertThat(x.integration().getHealth().state()).isEqualTo(Health.State.HEALTHY);
    }

    @Test
    void testsWithARefreshedTokenWhenTheStoredOneIsOver() {
        sandbox.clock().advance(Duration.ofHours(3));

        assertThat(x.integration().testConnection().name()).isEqualTo("@acme_labs");
    }

    @Test
    void endsTheGrantAtXOnDisconnect() {
        assertThat(x.integration().disconnect()).isTrue();
        assertThat(Connection.xByKeys(sandbox).integration().disconnect()).isFalse();

        PlatformException refused = catchThrowableOfType(
                PlatformException.class, () -> x.integration().testConnection());
        assertThat(refused.kind()).isEqualTo(ErrorKind.AUTH_REVOKED);
    }

    @Test
    void leadsTheBrowserToXWithPkce() {
        URI url = ((OAuthConnector) x.integration())
                .getAuthUrl("http://localhost/back", "st-1", "challenge", List.of("tweet.read", "offline.access"));

        assertThat(url.getHost()).isEqualTo(x.authorizationHost());
        assertThat(url.getQuery())
                .contains("code_challenge=challenge", "code_challenge_method=S256", "scope=tweet.read offline.access");
    }

    @Test
    void worksBelowAnEndpointThatNamesTheVersion() {
        Map<String, String> endpoints = new HashMap<>(Connection.xEndpoints(sandbox.endpoints()));
        endpoints.computeIfPresent("api", (use, url) -> url + "/2");

        assertThat(x.at(endpoints)
                        .act("tweet", "{\"text\": \"Versioned\"}")
                        .path("id")
                        .asString())
                .isNotEmpty();
    }

    @Test
    void costsMoreWithAnAddress() {
        assertThat(Posting.TWEET.cost(post("We open at nine"))).isEqualTo(Cost.usd("0.015"));
        assertThat(Posting.TWEET.cost(post("See acme.com"))).isEqualTo(Cost.usd("0.20"));
    }

    private static NewPost post(String text) {
        return new NewPost(text, null, null, null, List.of());
    }
}
