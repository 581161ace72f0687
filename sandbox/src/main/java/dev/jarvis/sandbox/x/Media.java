package dev.jarvis.sandbox.x;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An upload, from its announcement to its use in a post. */
final class Media {

    final String id;
    final String owner;
    final String category;
    final String type;
    final long totalBytes;
    private final TreeMap<Integer, byte[]> segments = new TreeMap<>();
    private @Nullable Instant readyAt;
    private @Nullable String altText;

    Media(String id, String owner, String category, String type, long totalBytes) {
        this.id = id;
        this.owner = owner;
        this.category = category;
        this.type = type;
        this.totalBytes = totalBytes;
    }

    /** X's media keys carry a number for the kind before the id: 3 photo, 7 video, 16 GIF. */
    String key() {
        return switch (kind()) {
            case "video" -> "7_" + id;
            case "animated_gif" -> "16_" + id;
            default -> "3_" + id;
        };
    }

    String kind() {
        if (category.endsWith("video")) {
            return "video";
        }
        return category.endsWith("gif") ? "animated_gif" : "photo";
    }

    synchronized void append(int index, byte[] segment) {
        segments.put(index, segment);
    }

    /** Whether the segments 0, 1, 2 ... are all there and add up to the size announced. */
    synchronized boolean isWhole() {
        return !segments.isEmpty() && segments.lastKey() == segments.size() - 1 && bytes().length == totalBytes;
    }

    synchronized byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        segments.values().forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    synchronized void readyAt(Instant instant) {
        readyAt = instant;
    }

    synchronized boolean isFinalized() {
        return readyAt != null;
    }

    synchronized boolean isReady(Instant now) {
        return readyAt != null && !now.isBefore(readyAt);
    }

    synchronized void altText(String text) {
        altText = text;
    }

    synchronized @Nullable String altText() {
        return altText;
    }
}
