package dev.jarvis.connectors.twitter;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.ActivityType;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.Effect;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Risk;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Saying something, and taking it back. */
final class Posting {
    record Posted(
            @Describe("The post's id at X.") String id,

            @Describe(value = "Where to see it.", format = "uri")
            String url) {
        /** X leads from here to the author's own address, whoever the author is. */
        static Posted of(String id) {
            return new Posted(id, "https://x.com/i/web/status/" + id);
        }
    }

    record PostId(
            @Describe(value = "The post's id at X.", example = "1724361010000000000", pattern = "^[0-9]{1,19}$")
            String id) {}

    record Deleted(String id, boolean deleted) {}

    static final Action<TwitterIntegration, NewPost, Posted> TWEET = Action.on(
                    TwitterIntegration.class, "tweet", NewPost.class, Posted.class)
            .titled("Post", "Publishes a post on the account's profile, with media, a poll, as a reply or as a quote.")
            .logged(ActivityType.POST, NewPost::headline)
            .risk(Risk.MEDIUM)
            .scopes("tweet.read", "tweet.write", "users.read")
            .costs("USD 0.015, with a link USD 0.20", NewPost::cost)
            .effect(new Effect.Reconcilable<>(EarlierPost::find))
            .reversedBy("delete-tweet")
            .runs(Posting::tweet);

    static final Action<TwitterIntegration, PostId, Deleted> DELETE = Action.on(
                    TwitterIntegration.class, "delete-tweet", PostId.class, Deleted.class)
            .titled("Delete a post", "Deletes one of the account's own posts for good.")
            .logged(ActivityType.POST, post -> "Deleted post " + post.id())
            .risk(Risk.HIGH)
            .scopes("tweet.read", "tweet.write", "users.read")
            .effect(new Effect.Reconcilable<>(Posting::gone))
            .runs(Posting::delete);

    private Posting() {}

    private static Posted tweet(TwitterIntegration x, NewPost post, Call call) {
        List<String> media = MediaUpload.all(x, post.media(), call.files());
        JsonNode data = x.data(Request.post(x.at("/2/tweets")).json(post.json(media)));
        String id = data.path("id").asString("");
        if (id.isEmpty())
            throw new PlatformException(ErrorKind.NO_ANSWER, "X took the post and did not say under which id");
        return Posted.of(id);
    }

    private static Deleted delete(TwitterIntegration x, PostId post, Call call) {
        return new Deleted(
                post.id(),
                x.data(Request.delete(x.at("/2/tweets/" + post.id())))
                        .path("deleted")
                        .asBoolean(false));
    }

    /** A post that cannot be found any more was deleted: it was there when this was asked for, or that is what was asked. */
    private static Optional<Deleted> gone(TwitterIntegration x, PostId post, Call call) {
        try {
            x.ask(Request.get(x.at("/2/tweets/" + post.id())));
            return Optional.empty();
        } catch (PlatformException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) return Optional.of(new Deleted(post.id(), true));
            throw e;
        }
    }
}
