package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows stored things as X's JSON, with the fields the caller chose. */
record View(Fields fields) {

    ObjectNode post(XPost post) {
        ObjectNode json = Json.object().put("id", post.key()).put("text", post.text());
        json.set("edit_history_post_ids", Json.array().add(post.key()));
        for (String field : fields.post()) {
            add(json, field, post);
        }
        if (fields.expands("author_id")) {
            json.put("author_id", post.author().id());
        }
        if (fields.expands("in_reply_to_user_id") && post.replyTo() != null) {
            json.put("in_reply_to_user_id", post.replyTo().author().id());
        }
        if (fields.expands("referenced_posts")) {
            json.set("referenced_posts", references(post));
        }
        if (fields.expands("attachments.media_keys") || fields.expands("attachments.poll_ids")) {
            json.set("attachments", attachments(post));
        }
        return json;
    }

    private static void add(ObjectNode json, String field, XPost post) {
        switch (field) {
            case "created_at" -> json.put("created_at", post.at().toString());
            case "conversation_id" -> json.put("conversation_id", Long.toString(post.conversation()));
            case "public_metrics" -> json.set("public_metrics", metrics(post.engagement()));
            case "lang" -> json.put("lang", "en");
            case "reply_settings" -> json.put("reply_settings", "everyone");
            case "possibly_sensitive" -> json.put("possibly_sensitive", false);
            case "attachments" -> json.set("attachments", attachments(post));
            default -> {
                // a field X has and this post does not
            }
        }
    }

    private static ObjectNode metrics(Engagement engagement) {
        return Json.object()
                .put("repost_count", engagement.repostCount())
                .put("reply_count", engagement.replyCount())
                .put("like_count", engagement.likeCount())
                .put("quote_count", (long) engagement.quotes.get())
                .put("bookmark_count", 0L)
                .put("impression_count", engagement.impressionCount());
    }

    private static ArrayNode references(XPost post) {
        ArrayNode list = Json.array();
        if (post.replyTo() != null) {
            list.add(Json.object()
                    .put("type", "replied_to")
                    .put("id", post.replyTo().key()));
        }
        if (post.quotes() != null) {
            list.add(Json.object().put("type", "quoted").put("id", post.quotes().key()));
        }
        return list;
    }

    private static ObjectNode attachments(XPost post) {
        ObjectNode json = Json.object();
        if (!post.media().isEmpty()) {
            ArrayNode keys = json.putArray("media_keys");
            post.media().forEach(media -> keys.add(media.key()));
        }
        if (post.poll() != null) {
            json.putArray("poll_ids").add(post.poll().id());
        }
        return json;
    }

    ObjectNode user(XUser user) {
        ObjectNode json =
                Json.object().put("id", user.id()).put("name", user.name()).put("username", user.username());
        for (String field : fields.user()) {
            add(json, field, user);
        }
        return json;
    }

    private static void add(ObjectNode json, String field, XUser user) {
        switch (field) {
            case "created_at" -> json.put("created_at", user.createdAt().toString());
            case "description" -> json.put("description", user.description());
            case "verified" -> json.put("verified", false);
            case "protected" -> json.put("protected", false);
            case "public_metrics" ->
                json.putObject("public_metrics")
                        .put("followers_count", user.followers())
                        .put("following_count", user.following())
                        .put("post_count", 0L)
                        .put("listed_count", 3L);
            default -> {
                // a field X has and this user does not
            }
        }
    }

    /** What the expansions bring along; empty where none was asked for. */
    ObjectNode includes(List<XPost> posts) {
        ObjectNode includes = Json.object();
        if (fields.expands("author_id")) {
            ArrayNode users = includes.putArray("users");
            posts.stream().map(XPost::author).distinct().forEach(user -> users.add(user(user)));
        }
        if (fields.expands("attachments.media_keys")) {
            ArrayNode media = includes.putArray("media");
            posts.stream().flatMap(post -> post.media().stream()).distinct().forEach(item -> media.add(media(item)));
        }
        if (fields.expands("attachments.poll_ids")) {
            ArrayNode polls = includes.putArray("polls");
            posts.stream().filter(post -> post.poll() != null).forEach(post -> polls.add(poll(post)));
        }
        if (fields.expands("referenced_posts")) {
            ArrayNode referenced = includes.putArray("posts");
            posts.stream().flatMap(View::referenced).distinct().forEach(post -> referenced.add(post(post)));
        }
        return includes;
    }

    private static Stream<XPost> referenced(XPost post) {
        return Stream.of(post.replyTo(), post.quotes()).filter(Objects::nonNull);
    }

    private static ObjectNode media(Media media) {
        ObjectNode json = Json.object().put("media_key", media.key()).put("type", media.kind());
        String altText = media.altText();
        return altText == null ? json : json.put("alt_text", altText);
    }

    private static ObjectNode poll(XPost post) {
        Poll poll = post.poll();
        ObjectNode json = Json.object();
        if (poll != null) {
            json.put("id", poll.id()).put("duration_minutes", poll.minutes());
            json.put(
                    "end_datetime",
                    post.at().plus(Duration.ofMinutes(poll.minutes())).toString());
            ArrayNode options = json.putArray("options");
            for (int i = 0; i < poll.options().size(); i++) {
                options.add(Json.object()
                        .put("position", i + 1L)
                        .put("label", poll.options().get(i))
                        .put("votes", 0L));
            }
        }
        return json;
    }

    ObjectNode message(DirectMessage message) {
        ObjectNode json = Json.object()
                .put("id", Long.toString(message.id()))
                .put("event_type", "MessageCreate")
                .put("text", message.text())
                .put("sender_id", message.sender().id())
                .put("dm_conversation_id", message.conversation())
                .put("created_at", message.at().toString());
        if (!message.media().isEmpty()) {
            ArrayNode keys = json.putObject("attachments").putArray("media_keys");
            message.media().forEach(media -> keys.add(media.key()));
        }
        return json;
    }
}
