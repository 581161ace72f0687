package dev.jarvis.connectors.twitter;

import dev.jarvis.sdk.Describe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A post as others see it. */
record Post(
        @Describe("The post's id at X.") String id,

        @Describe(value = "Where to see it.", format = "uri")
        String url,

        String text,
        @Nullable Instant createdAt,
        @Describe("The author's id at X.") @Nullable String authorId,

        @Describe(value = "The author's name.", example = "@acme") @Nullable
        String author,

        @Describe("The id of the post that began the conversation.") @Nullable
        String conversationId,

        @Describe("The id of the person it answers.") @Nullable
        String inReplyToUserId,

        @Describe("The language X found, as a BCP 47 tag.") @Nullable
        String language,

        @Describe("The addresses in it, undone from t.co.") List<String> links,
        @Describe("How people took it.") @Nullable Metrics metrics) {

    record Metrics(long likes, long reposts, long replies, long quotes, long bookmarks, long impressions) {
        static @Nullable Metrics of(JsonNode counts) {
            if (!counts.isObject()) return null;
            return new Metrics(
                    counts.path("like_count").asLong(0),
                    // X renames its words one by one; older answers still say retweet
                    counts.path("repost_count")
                            .asLong(counts.path("retweet_count").asLong(0)),
                    counts.path("reply_count").asLong(0),
                    counts.path("quote_count").asLong(0),
                    counts.path("bookmark_count").asLong(0),
                    counts.path("impression_count").asLong(0));
        }
    }

    /** @param users what the answer includes about people */
    static Post of(JsonNode post, JsonNode users) {
        String id = post.path("id").asString("");
        String authorId = post.path("author_id").stringValue(null);
        return new Post(
                id,
                Posting.Posted.of(id).url(),
                post.path("text").asString(""),
                Moments.of(post.path("created_at")),
                authorId,
                author(post, authorId, users),
                post.path("conversation_id").stringValue(null),
                post.path("in_reply_to_user_id").stringValue(null),
                post.path("lang").stringValue(null),
                links(post.at("/entities/urls")),
                Metrics.of(post.path("public_metrics")));
    }

    private static @Nullable String author(JsonNode post, @Nullable String authorId, JsonNode users) {
        for (JsonNode user : users)
            if (user.path("id").asString("").equals(authorId) && user.has("username"))
                return "@" + user.path("username").asString();
        return post.has("username") ? "@" + post.path("username").asString() : null;
    }

    private static List<String> links(JsonNode urls) {
        List<String> links = new ArrayList<>();
        for (JsonNode url : urls)
            links.add(url.path("expanded_url").asString(url.path("url").asString("")));
        return List.copyOf(links);
    }
}
