package dev.jarvis.connectors.twitter;

import dev.jarvis.connectors.twitter.Posting.PostId;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.ActivityType;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Effect;
import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Risk;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Likes and reposts. Each is a place in a set at X: a second arrival of the same call changes nothing, so it may be sent
 * again.
 */
final class Engagement {
    record Liked(String id, boolean liked) {}

    record Reposted(String id, boolean reposted) {}

    static final Action<TwitterIntegration, PostId, Liked> LIKE = Action.on(
                    TwitterIntegration.class, "like", PostId.class, Liked.class)
            .titled("Like", "Likes a post.")
            .logged(ActivityType.POST, post -> "Liked post " + post.id())
            .risk(Risk.LOW)
            .scopes("tweet.read", "users.read", "like.write")
            .effect(new Effect.Idempotent<>())
            .reversedBy("unlike")
            .runs(Engagement::like);

    static final Action<TwitterIntegration, PostId, Liked> UNLIKE = Action.on(
                    TwitterIntegration.class, "unlike", PostId.class, Liked.class)
            .titled("Unlike", "Takes a like back.")
            .logged(ActivityType.POST, post -> "Unliked post " + post.id())
            .risk(Risk.LOW)
            .scopes("tweet.read", "users.read", "like.write")
            .effect(new Effect.Idempotent<>())
            .reversedBy("like")
            .runs(Engagement::unlike);

    static final Action<TwitterIntegration, PostId, Reposted> REPOST = Action.on(
                    TwitterIntegration.class, "repost", PostId.class, Reposted.class)
            .titled("Repost", "Shows somebody's post to the account's own followers.")
            .logged(ActivityType.POST, post -> "Reposted post " + post.id())
            .risk(Risk.MEDIUM)
            .scopes("tweet.read", "tweet.write", "users.read")
            .effect(new Effect.Idempotent<>())
            .reversedBy("unrepost")
            .runs(Engagement::repost);

    static final Action<TwitterIntegration, PostId, Reposted> UNREPOST = Action.on(
                    TwitterIntegration.class, "unrepost", PostId.class, Reposted.class)
            .titled("Undo a repost", "Takes a repost back.")
            .logged(ActivityType.POST, post -> "Took back the repost of " + post.id())
            .risk(Risk.LOW)
            .scopes("tweet.read", "tweet.write", "users.read")
            .effect(new Effect.Idempotent<>())
            .reversedBy("repost")
            .runs(Engagement::unrepost);

    private Engagement() {}

    private static Liked like(TwitterIntegration x, PostId post, Call call) {
        return liked(x, post, Request.post(x.at(own(x, "likes"))).json(tweetId(post)));
    }

    /** Not in the vendor's description we hold: https://docs.x.com/x-api/users/unlike-post */
    private static Liked unlike(TwitterIntegration x, PostId post, Call call) {
        return liked(x, post, Request.delete(x.at(own(x, "likes") + "/" + post.id())));
    }

    private static Reposted repost(TwitterIntegration x, PostId post, Call call) {
        return reposted(x, post, Request.post(x.at(own(x, "retweets"))).json(tweetId(post)));
    }

    /** Not in the vendor's description we hold: https://docs.x.com/x-api/users/unrepost-post */
    private static Reposted unrepost(TwitterIntegration x, PostId post, Call call) {
        return reposted(x, post, Request.delete(x.at(own(x, "retweets") + "/" + post.id())));
    }

    private static Liked liked(TwitterIntegration x, PostId post, Request request) {
        return new Liked(post.id(), x.data(request).path("liked").asBoolean(false));
    }

    private static Reposted reposted(TwitterIntegration x, PostId post, Request request) {
        return new Reposted(post.id(), x.data(request).path("retweeted").asBoolean(false));
    }

    private static String own(TwitterIntegration x, String what) {
        return "/2/users/" + x.userId() + "/" + what;
    }

    private static ObjectNode tweetId(PostId post) {
        return JsonNodeFactory.instance.objectNode().put("tweet_id", post.id());
    }
}
