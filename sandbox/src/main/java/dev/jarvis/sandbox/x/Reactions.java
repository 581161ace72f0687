package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.ledger.Ledger;
import java.util.Set;

/** Likes and reposts. Doing either twice is the same as once. */
record Reactions(XStore store, Posts posts, Ledger ledger) {

    Reply like(XCall call) {
        XUser user = call.self();
        XPost post = named(call);
        if (post.engagement().likes.add(user.id())) {
            ledger.applied("x.like", user.id() + " " + post.key());
        }
        return XCall.data(200, Json.object().put("liked", true));
    }

    Reply unlike(XCall call) {
        XUser user = call.self();
        XPost post = posts.existing(call.id("tweet_id"));
        if (post.engagement().likes.remove(user.id())) {
            ledger.applied("x.unlike", user.id() + " " + post.key());
        }
        return XCall.data(200, Json.object().put("liked", false));
    }

    Reply repost(XCall call) {
        XUser user = call.self();
        XPost post = named(call);
        Long made = store.ids.next(store.now());
        Long before = post.engagement().reposts.putIfAbsent(user.id(), made);
        if (before == null) {
            ledger.applied("x.repost", user.id() + " " + post.key());
        }
        String id = Long.toString(before == null ? made : before);
        return XCall.data(200, Json.object().put("retweeted", true).put("rest_id", id));
    }

    Reply unrepost(XCall call) {
        XUser user = call.self();
        XPost post = posts.existing(call.id("tweet_id"));
        if (post.engagement().reposts.remove(user.id()) != null) {
            ledger.applied("x.unrepost", user.id() + " " + post.key());
        }
        return XCall.data(200, Json.object().put("retweeted", false));
    }

    private XPost named(XCall call) {
        return posts.existing(XCall.idField(call.body(Set.of("tweet_id")), "tweet_id"));
    }
}
