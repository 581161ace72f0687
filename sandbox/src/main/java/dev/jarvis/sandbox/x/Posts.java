package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writing, reading and deleting posts. */
record Posts(XStore store, Ledger ledger) {

    private static final Set<String> FIELDS = Set.of(
            "card_uri",
            "community_id",
            "direct_message_deep_link",
            "edit_options",
            "for_super_followers_only",
            "geo",
            "made_with_ai",
            "media",
            "nullcast",
            "paid_partnership",
            "poll",
            "quote_tweet_id",
            "reply",
            "reply_settings",
            "share_with_followers",
            "text");

    Reply create(XCall call) {
        call.allowOnly(Set.of());
        ObjectNode body = call.body(FIELDS);
        String text = text(body);
        XPost post = new XPost(
                store.ids.next(store.now()),
                call.user(),
                text,
                store.now(),
                repliedTo(body),
                quoted(body),
                media(call.user(), body),
                poll(body),
                new Engagement());
        if (!store.publish(post)) {
            throw XProblem.forbidden("You are not allowed to create a Tweet with duplicate content.");
        }
        ledger.applied("x.post", text);
        ObjectNode data = Json.object().put("id", post.key()).put("text", text);
        data.putArray("edit_history_post_ids").add(post.key());
        return XCall.data(201, data);
    }

    Reply read(XCall call) {
        call.allowOnly(Fields.PARAMETERS);
        String id = call.id("id");
        View view = new View(Fields.of(call.request().parameters()));
        XPost post = store.post(id);
        if (post == null) {
            return XProblem.nothingFound("tweet", "id", id);
        }
        ObjectNode json = Json.object().set("data", view.post(post));
        ObjectNode includes = view.includes(List.of(post));
        return Reply.json(200, includes.isEmpty() ? json : json.set("includes", includes));
    }

    Reply delete(XCall call) {
        call.allowOnly(Set.of());
        XPost post = existing(call.id("id"));
        if (!post.author().equals(call.user())) {
            throw XProblem.forbidden("You are not authorized to delete this Tweet.");
        }
        store.remove(post);
        ledger.applied("x.delete", post.key());
        return XCall.data(200, Json.object().put("deleted", true));
    }

    /** The post with this id, or the refusal that says there is none. */
    XPost existing(String id) {
        XPost post = store.post(id);
        if (post == null) {
            throw XProblem.notFound("tweet", "id", id);
        }
        return post;
    }

    private static String text(ObjectNode body) {
        JsonNode value = body.path("text");
        if (!value.isMissingNode() && !value.isString()) {
            throw XProblem.invalid("text", value.toString(), "$.text: must be a string");
        }
        String text = value.isString() ? value.stringValue() : "";
        if (text.isBlank() && !body.has("media")) {
            throw XProblem.invalid("text", text, "Your post needs text or media.");
        }
        if (WeightedLength.of(text) > WeightedLength.MAX) {
            throw XProblem.invalid("text", text, "Your Tweet text is too long.");
        }
        if (kinds(body) > 1) {
            throw XProblem.invalid("media", "", "A post has media, or a poll, or quotes another; not two of them.");
        }
        return text;
    }

    private static int kinds(ObjectNode body) {
        int kinds = 0;
        for (String field : List.of("media", "poll", "quote_tweet_id")) {
            kinds += body.has(field) ? 1 : 0;
        }
        return kinds;
    }

    private @Nullable XPost repliedTo(ObjectNode body) {
        if (!body.has("reply")) {
            return null;
        }
        XPost post = store.post(XCall.idField(body.path("reply"), "in_reply_to_tweet_id"));
        if (post == null) {
            throw XProblem.forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.");
        }
        return post;
    }

    private @Nullable XPost quoted(ObjectNode body) {
        if (!body.has("quote_tweet_id")) {
            return null;
        }
        XPost post = store.post(XCall.idField(body, "quote_tweet_id"));
        if (post == null) {
            throw XProblem.forbidden("Quote Tweet is deleted or not visible to you.");
        }
        return post;
    }

    private List<Media> media(XUser user, ObjectNode body) {
        if (!body.has("media")) {
            return List.of();
        }
        JsonNode ids = body.path("media").path("media_ids");
        if (!ids.isArray() || ids.isEmpty() || ids.size() > 4) {
            throw XProblem.invalid("media.media_ids", ids.toString(), "$.media.media_ids: must have 1 to 4 items");
        }
        List<Media> media = new ArrayList<>();
        for (JsonNode id : ids) {
            Media found = id.isString() ? store.media(id.stringValue()) : null;
            if (found == null || !found.owner.equals(user.id()) || !found.isReady(store.now())) {
                throw XProblem.invalid("media.media_ids", id.toString(), "Your media IDs are invalid.");
            }
            media.add(found);
        }
        return media;
    }

    private @Nullable Poll poll(ObjectNode body) {
        if (!body.has("poll")) {
            return null;
        }
        JsonNode asked = body.path("poll");
        int minutes = asked.path("duration_minutes").asInt(0);
        List<String> options = new ArrayList<>();
        asked.path("options").forEach(option -> options.add(option.asString("")));
        boolean fits = options.size() >= 2 && options.size() <= 4 && minutes >= 5 && minutes <= 10080;
        if (!fits || options.stream().anyMatch(option -> option.isEmpty() || option.length() > 25)) {
            throw XProblem.invalid(
                    "poll",
                    asked.toString(),
                    "$.poll: 2 to 4 options of 1 to 25 characters and duration_minutes of 5 to 10080");
        }
        return new Poll(Long.toString(store.ids.next(store.now())), options, minutes);
    }
}
