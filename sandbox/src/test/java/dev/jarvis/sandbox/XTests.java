package dev.jarvis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sandbox.Caller.Got;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XTests {

    private static final String LABS = Credentials.x("acme_labs").account();

    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.defaults().withVideoProcessing(Duration.ofSeconds(30)));
    private final Caller labs = Caller.x(sandbox, "acme_labs");
    private final Caller support = Caller.x(sandbox, "acme_support");

    @AfterEach
    void stops() {
        sandbox.close();
    }

    @Test
    void saysWhoIsCalling() {
        Got me = labs.get("/x/2/users/me?user.fields=public_metrics,description,created_at");

        assertThat(me.at("/data/username")).isEqualTo("acme_labs");
        assertThat(me.json().at("/data/public_metrics/followers_count").asLong())
                .isEqualTo(18_402);
        assertThat(labs.get("/x/2/users/by/username/ACME_support").at("/data/name"))
                .isEqualTo("Acme Support");
        assertThat(labs.get("/x/2/users/by/username/nobody").at("/errors/0/title"))
                .isEqualTo("Not Found Error");
    }

    @Test
    void refusesACallerItDoesNotKnowOrThatLacksAScope() {
        var weak = sandbox.xAuthorization().grant(Credentials.X_CLIENT_ID, LABS, Set.of("tweet.read", "users.read"));

        Got unknown = Caller.of(sandbox).post("/x/2/tweets", "{\"text\":\"x\"}");
        Got forbidden = Caller.of(sandbox)
                .with("Authorization", "Bearer " + weak.accessToken())
                .post("/x/2/tweets", "{\"text\":\"x\"}");

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(forbidden.status()).isEqualTo(403);
    }

    @Test
    void publishesReadsAndDeletesAPost() {
        String id = post(labs, "{\"text\":\"Hello from the sandbox\"}");

        assertThat(labs.get("/x/2/tweets/" + id).at("/data/text")).isEqualTo("Hello from the sandbox");
        assertThat(sandbox.ledger().timesApplied("x.post", "Hello from the sandbox"))
                .isEqualTo(1);
        assertThat(support.delete("/x/2/tweets/" + id).status()).isEqualTo(403);
        assertThat(labs.delete("/x/2/tweets/" + id).json().at("/data/deleted").asBoolean())
                .isTrue();
        assertThat(labs.delete("/x/2/tweets/" + id).status()).isEqualTo(404);
        Got gone = labs.get("/x/2/tweets/" + id);
        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.json().has("data")).isFalse();
        assertThat(gone.at("/errors/0/resource_id")).isEqualTo(id);
    }

    @Test
    void refusesTheSamePostTwice() {
        String id = post(labs, "{\"text\":\"Once\"}");

        Got twice = labs.post("/x/2/tweets", "{\"text\":\"Once\"}");

        assertThat(twice.status()).isEqualTo(403);
        assertThat(twice.at("/detail")).contains("duplicate content");
        post(support, "{\"text\":\"Once\"}");
        labs.delete("/x/2/tweets/" + id);
        post(labs, "{\"text\":\"Once\"}");
    }

    @Test
    void repliesQuotesAndPolls() {
        String first = post(labs, "{\"text\":\"First\"}");
        String reply = post(support, "{\"text\":\"Reply\",\"reply\":{\"in_reply_to_tweet_id\":\"" + first + "\"}}");
        String quote = post(support, "{\"text\":\"Quote\",\"quote_tweet_id\":\"" + first + "\"}");
        String poll = post(labs, "{\"text\":\"Poll\",\"poll\":{\"options\":[\"a\",\"b\"],\"duration_minutes\":60}}");

        Got shown = labs.get("/x/2/tweets/" + reply
                + "?expansions=referenced_posts,author_id,in_reply_to_user_id&post.fields=conversation_id");
        assertThat(shown.at("/data/referenced_posts/0/id")).isEqualTo(first);
        assertThat(shown.at("/data/conversation_id")).isEqualTo(first);
        assertThat(shown.at("/data/in_reply_to_user_id")).isEqualTo(LABS);
        assertThat(shown.at("/includes/posts/0/text")).isEqualTo("First");
        assertThat(labs.get("/x/2/tweets/" + quote + "?expansions=referenced_posts")
                        .at("/data/referenced_posts/0/type"))
                .isEqualTo("quoted");
        assertThat(labs.get("/x/2/tweets/" + poll + "?expansions=attachments.poll_ids")
                        .at("/includes/polls/0/options/1/label"))
                .isEqualTo("b");
        Got metrics = labs.get("/x/2/tweets/" + first + "?post.fields=public_metrics");
        assertThat(metrics.json().at("/data/public_metrics/reply_count").asInt())
                .isEqualTo(1);
        assertThat(metrics.json().at("/data/public_metrics/quote_count").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{}",
                "400|{\"text\":5}",
                "400|not json",
                "400|{\"text\":\"x\",\"colour\":\"blue\"}",
                "400|{\"text\":\"x\",\"media\":{\"media_ids\":[\"1\"]}}",
                "400|{\"text\":\"x\",\"media\":{\"media_ids\":[]}}",
                "400|{\"text\":\"x\",\"poll\":{\"options\":[\"a\"],\"duration_minutes\":60}}",
                "400|{\"text\":\"x\",\"poll\":{\"options\":[\"a\",\"b\"],\"duration_minutes\":4}}",
                "400|{\"text\":\"x\",\"quote_tweet_id\":\"1\",\"poll\":{\"options\":[\"a\",\"b\"],\"duration_minutes\":5}}",
                "400|{\"text\":\"x\",\"reply\":{}}",
                "403|{\"text\":\"x\",\"reply\":{\"in_reply_to_tweet_id\":\"1\"}}",
                "403|{\"text\":\"x\",\"quote_tweet_id\":\"1\"}"
            })
    void refusesAPostThatXWouldNotTake(int status, String body) {
        assertThat(labs.post("/x/2/tweets", body).status()).isEqualTo(status);
        assertThat(sandbox.ledger().timesApplied("x.post", "x")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"a, 280, 201", "a, 281, 400", "金, 140, 201", "金, 141, 400", "👩‍👩‍👧, 140, 201", "👩‍👩‍👧, 141, 400"})
    void countsAPostsLengthAsXDoes(String sign, int times, int status) {
        assertThat(labs.post("/x/2/tweets", "{\"text\":\"" + sign.repeat(times) + "\"}")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void countsALinkAs23() {
        String link = "https://acme.example/" + "x".repeat(300);

        assertThat(labs.post("/x/2/tweets", "{\"text\":\"" + link + " " + "a".repeat(256) + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(labs.post("/x/2/tweets", "{\"text\":\"" + link + " " + "a".repeat(257) + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void listsOwnPostsPageByPage() {
        for (int i = 0; i < 7; i++) {
            post(labs, "{\"text\":\"Number " + i + "\"}");
        }
        Got first = labs.get("/x/2/users/" + LABS + "/tweets?max_results=5&post.fields=public_metrics,created_at");
        Got second = labs.get(
                "/x/2/users/" + LABS + "/tweets?max_results=5&pagination_token=" + first.at("/meta/next_token"));

        assertThat(first.at("/data/0/text")).isEqualTo("Number 6");
        assertThat(first.json().at("/meta/result_count").asInt()).isEqualTo(5);
        assertThat(first.at("/meta/oldest_id")).isEqualTo(first.at("/data/4/id"));
        assertThat(second.at("/data/0/text")).isEqualTo("Number 1");
        assertThat(labs.get("/x/2/users/" + LABS + "/tweets?since_id=" + first.at("/data/1/id"))
                        .json()
                        .path("data"))
                .hasSize(1);
    }

    @Test
    void listsMentionsAndFindsPosts() {
        Got mentions = labs.get("/x/2/users/" + LABS + "/mentions?expansions=author_id");
        Got found = labs.get("/x/2/tweets/search/recent?query=" + Caller.escaped("from:mira_writes silence -music"));

        assertThat(mentions.at("/data/0/text")).contains("@acme_labs");
        assertThat(mentions.at("/includes/users/0/username")).isNotEmpty();
        assertThat(found.json().path("data")).hasSize(1);
        assertThat(found.at("/data/0/text")).contains("silence");
        Got nothing = labs.get("/x/2/tweets/search/recent?query=unheard-of");
        assertThat(nothing.json().has("data")).isFalse();
        assertThat(nothing.json().at("/meta/result_count").asInt(-1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x/2/users/me?tweet.fields=text",
                "/x/2/users/me?user.fields=shoe_size",
                "/x/2/tweets/search/recent",
                "/x/2/tweets/search/recent?query=x&max_results=9",
                "/x/2/users/2244994901/tweets?max_results=4",
                "/x/2/users/2244994901/tweets?max_results=101",
                "/x/2/users/2244994901/tweets?pagination_token=forged-token-123",
                "/x/2/users/abc/tweets",
                "/x/2/tweets/1x"
            })
    void refusesAQueryThatXWouldNotTake(String path) {
        Got refused = labs.get(path);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/type")).isEqualTo("https://api.x.com/2/problems/invalid-request");
    }

    @Test
    void likesAndRepostsOnceHoweverOftenAsked() {
        String id = post(support, "{\"text\":\"Like me\"}");
        String body = "{\"tweet_id\":\"" + id + "\"}";
        for (int i = 0; i < 2; i++) {
            assertThat(labs.post("/x/2/users/" + LABS + "/likes", body)
                            .json()
                            .at("/data/liked")
                            .asBoolean())
                    .isTrue();
            assertThat(labs.post("/x/2/users/" + LABS + "/retweets", body).at("/data/rest_id"))
                    .isNotEmpty();
        }
        assertThat(sandbox.ledger().timesApplied("x.like", LABS + " " + id)).isEqualTo(1);
        assertThat(sandbox.ledger().timesApplied("x.repost", LABS + " " + id)).isEqualTo(1);
        assertThat(metric(id, "like_count")).isEqualTo(1);
        assertThat(metric(id, "repost_count")).isEqualTo(1);

        labs.delete("/x/2/users/" + LABS + "/likes/" + id);
        labs.delete("/x/2/users/" + LABS + "/retweets/" + id);
        assertThat(metric(id, "like_count")).isZero();
        assertThat(metric(id, "repost_count")).isZero();
        assertThat(support.post("/x/2/users/" + LABS + "/likes", body).status()).isEqualTo(400);
        assertThat(labs.post("/x/2/users/" + LABS + "/likes", "{\"tweet_id\":\"1\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void deliversDirectMessages() {
        Got sent = labs.post("/x/2/dm_conversations/with/2244994902/messages", "{\"text\":\"psst\"}");

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.at("/data/dm_conversation_id")).isEqualTo("2244994901-2244994902");
        Got inbox = support.get("/x/2/dm_events?dm_event.fields=text,sender_id".replace(",sender_id", ""));
        assertThat(inbox.at("/data/0/text")).isEqualTo("psst");
        assertThat(inbox.at("/data/0/sender_id")).isEqualTo(LABS);
        assertThat(labs.post("/x/2/dm_conversations/with/1/messages", "{\"text\":\"psst\"}")
                        .status())
                .isEqualTo(404);
        assertThat(labs.post("/x/2/dm_conversations/with/2244994902/messages", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void tellsItsRateLimitAndKeepsToIt() {
        sandbox.x().limit("GET /2/users/me", 2);

        Got first = labs.get("/x/2/users/me");
        labs.get("/x/2/users/me");
        Got third = labs.get("/x/2/users/me");

        assertThat(first.header("x-rate-limit-limit")).isEqualTo("2");
        assertThat(first.header("x-rate-limit-remaining")).isEqualTo("1");
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.header("x-rate-limit-remaining")).isEqualTo("0");
        assertThat(support.get("/x/2/users/me").status()).isEqualTo(200);
        long reset = Long.parseLong(third.header("x-rate-limit-reset"));
        sandbox.clock()
                .advance(Duration.ofSeconds(reset - sandbox.clock().instant().getEpochSecond() + 1));
        assertThat(labs.get("/x/2/users/me").status()).isEqualTo(200);
    }

    private long metric(String id, String name) {
        return labs.get("/x/2/tweets/" + id + "?post.fields=public_metrics")
                .json()
                .at("/data/public_metrics/" + name)
                .asLong();
    }

    private static String post(Caller caller, String body) {
        Got got = caller.post("/x/2/tweets", body);
        assertThat(got.status()).as(got.text()).isEqualTo(201);
        return got.at("/data/id");
    }
}
