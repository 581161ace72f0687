package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Multipart;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Media: whole or in segments, processed where it is a video, described for those who cannot see it.
 *
 * <p>Size limits by category are those of X's media documentation: image 5 MB, GIF 15 MB, video 512 MB.
 */
record Uploads(XStore store, Duration processing) {

    private static final Set<String> CATEGORIES = Set.of(
            "amplify_video", "tweet_gif", "tweet_image", "tweet_video", "dm_gif", "dm_image", "dm_video", "subtitles");
    private static final long EXPIRES_AFTER_SECONDS = 86_400;
    private static final long MB = 1024 * 1024;

    Reply whole(XCall call) {
        if (Multipart.isUsedBy(call.request())) {
            Multipart form = Multipart.of(call.request());
            return stored(call, form.text("media_category"), form.bytes("media"));
        }
        ObjectNode body = call.body(Set.of("media", "media_category", "additional_owners"));
        return stored(call, Json.text(body, "media_category", ""), base64(body));
    }

    private Reply stored(XCall call, String category, byte[] bytes) {
        Media media = announced(call.user(), category, "", bytes.length);
        media.append(0, bytes);
        return finished(media);
    }

    Reply initialize(XCall call) {
        ObjectNode body =
                call.body(Set.of("media_category", "media_type", "total_bytes", "shared", "additional_owners"));
        JsonNode size = body.path("total_bytes");
        if (!size.isIntegralNumber()) {
            throw XProblem.invalid("total_bytes", size.toString(), "$.total_bytes: must be an integer");
        }
        Media media = announced(
                call.user(),
                Json.text(body, "media_category", "tweet_image"),
                Json.text(body, "media_type", ""),
                size.asLong());
        return XCall.data(200, described(media));
    }

    Reply append(XCall call) {
        Media media = own(call, call.id("id"));
        Request request = call.request();
        if (Multipart.isUsedBy(request)) {
            Multipart form = Multipart.of(request);
            add(media, form.text("segment_index"), form.bytes("media"));
        } else {
            ObjectNode body = call.body(Set.of("media", "segment_index"));
            add(media, body.path("segment_index").asString(""), base64(body));
        }
        long expiry = store.now().getEpochSecond() + EXPIRES_AFTER_SECONDS;
        return XCall.data(200, Json.object().put("expires_at", expiry));
    }

    Reply complete(XCall call) {
        Media media = own(call, call.id("id"));
        if (!media.isWhole()) {
            throw XProblem.invalid("id", media.id, "The segments are not complete or do not add up to total_bytes.");
        }
        return finished(media);
    }

    Reply status(XCall call) {
        call.allowOnly(Set.of("command", "media_id"));
        Media media = own(call, call.request().parameters().first("media_id", ""));
        return XCall.data(200, described(media));
    }

    Reply describe(XCall call) {
        ObjectNode body = call.body(Set.of("id", "metadata"));
        Media media = own(call, XCall.idField(body, "id"));
        String text = Json.text(body.path("metadata").path("alt_text"), "text", "");
        if (text.isEmpty() || text.codePointCount(0, text.length()) > 1000) {
            throw XProblem.invalid("metadata.alt_text.text", text, "Alt text has 1 to 1000 characters.");
        }
        media.altText(text);
        ObjectNode data = Json.object().put("id", media.id);
        data.putObject("associated_metadata").putObject("alt_text").put("text", text);
        return XCall.data(200, data);
    }

    private Media announced(XUser user, String category, String type, long size) {
        if (!CATEGORIES.contains(category)) {
            throw XProblem.invalid("media_category", category, "$.media_category: is not one of " + CATEGORIES);
        }
        if (size <= 0 || size > limit(category)) {
            throw XProblem.invalid(
                    "total_bytes", Long.toString(size), "The size is outside what " + category + " allows.");
        }
        Media media = new Media(Long.toString(store.ids.next(store.now())), user.id(), category, type, size);
        store.add(media);
        return media;
    }

    private static long limit(String category) {
        if (category.endsWith("video")) {
            return 512 * MB;
        }
        return category.endsWith("gif") ? 15 * MB : 5 * MB;
    }

    private static void add(Media media, String index, byte[] segment) {
        if (!index.matches("[0-9]{1,3}")) {
            throw XProblem.invalid("segment_index", index, "$.segment_index: must be 0 to 999");
        }
        if (segment.length == 0) {
            throw XProblem.invalid("media", "", "$.media: is missing");
        }
        media.append(Integer.parseInt(index), segment);
    }

    private static byte[] base64(ObjectNode body) {
        try {
            return Base64.getDecoder().decode(Json.text(body, "media", ""));
        } catch (IllegalArgumentException e) {
            throw XProblem.invalid("media", "", "$.media: is not base64");
        }
    }

    private Media own(XCall call, String id) {
        Media media = store.media(XCall.checkedId("media_id", id));
        if (media == null || !media.owner.equals(call.user().id())) {
            throw XProblem.notFound("media", "id", id);
        }
        return media;
    }

    /** Only videos take time. */
    private Reply finished(Media media) {
        media.readyAt(media.kind().equals("video") ? store.now().plus(processing) : store.now());
        return XCall.data(200, described(media).put("size", media.totalBytes));
    }

    private ObjectNode described(Media media) {
        ObjectNode data = Json.object()
                .put("id", media.id)
                .put("media_key", media.key())
                .put("expires_after_secs", EXPIRES_AFTER_SECONDS);
        if (media.isFinalized() && media.kind().equals("video")) {
            ObjectNode processed = data.putObject("processing_info");
            if (media.isReady(store.now())) {
                processed.put("state", "succeeded").put("progress_percent", 100);
            } else {
                processed
                        .put("state", "in_progress")
                        .put("check_after_secs", Math.max(1, processing.toSeconds()))
                        .put("progress_percent", 50);
            }
        }
        return data;
    }
}
