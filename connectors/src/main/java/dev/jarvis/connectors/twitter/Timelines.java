package dev.jarvis.connectors.twitter;

import static java.util.Objects.requireNonNullElse;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Cost;
import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.InvalidInput;
import dev.jarvis.sdk.Request;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Lists of posts, newest first, page by page. */
final class Timelines {
    private static final BigDecimal READ_POST = new BigDecimal("0.005");
    private static final String PRICE = "USD 0.005 for each post read";

    record Page(
            @Describe(value = "How many posts; 20 unless said.", min = 5, max = 100, optional = true)
            Integer limit,

            @Describe(value = "Where the page before ended.", maxLength = 512) @Nullable
            String cursor) {
        Page {
            limit = within(limit, 5);
        }
    }

    record Query(
            @Describe(
                    value = "Words and operators of X's search, over the last seven days.",
                    example = "from:acme -is:retweet",
                    minLength = 1,
                    maxLength = 4096)
            String query,

            @Describe(value = "How many posts; 20 unless said.", min = 10, max = 100, optional = true)
            Integer limit,

            @Describe(value = "Where the page before ended.", maxLength = 512) @Nullable
            String cursor) {
        Query {
            if (query.isBlank()) throw new InvalidInput("query", "Say what to look for");
            limit = within(limit, 10);
        }
    }

    record Posts(
            List<Post> items,

            @Describe("Give it as cursor for the next page; absent on the last.") @Nullable
            String nextCursor) {}

    static final Action<TwitterIntegration, Page, Posts> MENTIONS = Action.on(
                    TwitterIntegration.class, "mentions", Page.class, Posts.class)
            .titled("Mentions", "Reads the newest posts that mention the account.")
            .readsOnly()
            .scopes("tweet.read", "users.read")
            .costs(PRICE, page -> cost(page.limit()))
            .runs((x, page, call) -> timeline(x, page, "mentions"));

    static final Action<TwitterIntegration, Page, Posts> OWN_POSTS = Action.on(
                    TwitterIntegration.class, "own-posts", Page.class, Posts.class)
            .titled("Own posts", "Reads the account's newest posts with likes, reposts, replies and views.")
            .readsOnly()
            .scopes("tweet.read", "users.read")
            .costs(PRICE, page -> cost(page.limit()))
            .runs((x, page, call) -> timeline(x, page, "tweets"));

    static final Action<TwitterIntegration, Query, Posts> SEARCH = Action.on(
                    TwitterIntegration.class, "search", Query.class, Posts.class)
            .titled("Search", "Searches the public posts of the last seven days.")
            .readsOnly()
            .scopes("tweet.read", "users.read")
            .costs(PRICE, query -> cost(query.limit()))
            .runs(Timelines::search);

    private Timelines() {}

    private static Posts timeline(TwitterIntegration x, Page page, String which) {
        Map<String, String> query = fields(page.limit());
        if (page.cursor() != null) query.put("pagination_token", page.cursor());
        return posts(x.ask(Request.get(x.at("/2/users/" + x.userId() + "/" + which, query))));
    }

    private static Posts search(TwitterIntegration x, Query wanted, Call call) {
        Map<String, String> query = fields(wanted.limit());
        query.put("query", wanted.query());
        if (wanted.cursor() != null) query.put("next_token", wanted.cursor());
        return posts(x.ask(Request.get(x.at("/2/tweets/search/recent", query))));
    }

    private static Map<String, String> fields(int limit) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("max_results", Integer.toString(limit));
        query.put("post.fields", "conversation_id,created_at,entities,lang,public_metrics,text");
        query.put("expansions", "author_id,in_reply_to_user_id");
        query.put("user.fields", "name,username");
        return query;
    }

    private static Posts posts(JsonNode answer) {
        List<Post> posts = new ArrayList<>();
        for (JsonNode post : answer.path("data")) posts.add(Post.of(post, answer.at("/includes/users")));
        return new Posts(List.copyOf(posts), answer.at("/meta/next_token").stringValue(null));
    }

    /** X charges for each post read; this is what the page costs when it is full. */
    private static Cost cost(int limit) {
        return new Cost(READ_POST.multiply(BigDecimal.valueOf(limit)), "USD");
    }

    private static int within(@Nullable Integer limit, int least) {
        int wanted = requireNonNullElse(limit, 20);
        if (wanted < least || wanted > 100) throw new InvalidInput("limit", "X gives %d to 100 posts".formatted(least));
        return wanted;
    }
}
