package dev.jarvis.connectors.twitter;

import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.FileStore;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Request;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings files to X in pieces: initialize, append, finalize, wait, alt text. Nobody sees them before a post names them, so
 * none of it counts as the effect.
 */
final class MediaUpload {
    /** X takes at most 5 MB a piece and 1000 pieces: 512 MB need no more than 256 of these. */
    private static final int PIECE = 2 * 1024 * 1024;

    private static final Duration LONGEST_PROCESSING = Duration.ofMinutes(10);

    private MediaUpload() {}

    /** @return the media ids, in the order of the files */
    static List<String> all(TwitterIntegration x, List<MediaFile> files, FileStore store) {
        record Opened(MediaFile file, FileStore.Content content) {}
        List<Opened> opened = new ArrayList<>();
        for (MediaFile file : files) opened.add(new Opened(file, sized(file, store.open(file.file()))));
        List<String> ids = new ArrayList<>();
        for (Opened each : opened) ids.add(upload(x, each.file, each.content));
        return ids;
    }

    private static FileStore.Content sized(MediaFile file, FileStore.Content content) {
        long most = file.form().megabytes * 1_000_000L;
        if (content.length() == 0) throw refused(file, "is empty");
        if (content.length() > most)
            throw refused(
                    file,
                    "has %d bytes; X takes at most %d MB of %s"
                            .formatted(content.length(), file.form().megabytes, file.mediaType()));
        return content;
    }

    private static PlatformException refused(MediaFile file, String why) {
        return new PlatformException(
                ErrorKind.VALIDATION, "media: %s %s".formatted(file.file().name(), why));
    }

    private static String upload(TwitterIntegration x, MediaFile file, FileStore.Content content) {
        String id = initialize(x, file, content.length());
        append(x, id, content);
        finish(x, id, file);
        if (file.altText() != null && !file.altText().isBlank()) describe(x, id, file.altText());
        return id;
    }

    private static String initialize(TwitterIntegration x, MediaFile file, long length) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("media_type", file.mediaType())
                .put("total_bytes", length)
                .put("media_category", file.form().category);
        JsonNode data = x.data(
                Request.post(x.at("/2/media/upload/initialize")).json(json).withoutEffect());
        String id = data.path("id").asString("");
        if (!id.matches("[0-9]{1,19}")) throw new PlatformException(ErrorKind.TRANSIENT, "X gave no id for the upload");
        return id;
    }

    private static void append(TwitterIntegration x, String id, FileStore.Content content) {
        try (InputStream stream = content.stream()) {
            byte[] piece;
            for (int index = 0; (piece = stream.readNBytes(PIECE)).length > 0; index++)
                x.tell(Multipart.piece(Request.post(x.at("/2/media/upload/" + id + "/append")), index, piece)
                        .withoutEffect());
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorKind.TRANSIENT, "Could not read %s; nothing was posted".formatted(content.name()), e);
        }
    }

    private static void finish(TwitterIntegration x, String id, MediaFile file) {
        JsonNode data =
                x.data(Request.post(x.at("/2/media/upload/" + id + "/finalize")).withoutEffect());
        Duration waited = Duration.ZERO;
        while (isProcessing(data, file)) {
            Duration pause = pause(data);
            waited = waited.plus(pause);
            if (waited.compareTo(LONGEST_PROCESSING) > 0)
                throw new PlatformException(
                        ErrorKind.TRANSIENT,
                        "X did not finish processing %s within %d minutes; nothing was posted"
                                .formatted(file.file().name(), LONGEST_PROCESSING.toMinutes()));
            await(pause);
            // Not in the vendor's description we hold: https://docs.x.com/x-api/media/get-media-upload-status
            data = x.data(Request.get(x.at("/2/media/upload", Map.of("command", "STATUS", "media_id", id))));
        }
    }

    /** X gives no processing_info at all for what is ready at once. */
    private static boolean isProcessing(JsonNode data, MediaFile file) {
        JsonNode info = data.path("processing_info");
        return switch (info.path("state").asString("succeeded")) {
            case "succeeded" -> false;
            case "failed" ->
                throw new PlatformException(
                        ErrorKind.VALIDATION,
                        "X could not process %s: %s"
                                .formatted(
                                        file.file().name(),
                                        info.at("/error/message").asString("no reason given")));
            default -> true;
        };
    }

    private static Duration pause(JsonNode data) {
        int seconds = data.at("/processing_info/check_after_secs").asInt(1);
        return Duration.ofSeconds(Math.clamp(seconds, 1, 60));
    }

    private static void await(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ErrorKind.TRANSIENT, "Stopped while X was processing; nothing was posted", e);
        }
    }

    /** Not in the vendor's description we hold: https://docs.x.com/x-api/media/create-media-metadata */
    private static void describe(TwitterIntegration x, String id, String altText) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
        json.putObject("metadata").putObject("alt_text").put("text", altText);
        x.tell(Request.post(x.at("/2/media/metadata")).json(json).withoutEffect());
    }
}
