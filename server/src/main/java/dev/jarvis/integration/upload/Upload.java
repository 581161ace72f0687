package dev.jarvis.integration.upload;

import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file given ahead of an act, which then names it by its id.
 *
 * @param bytes its length
 * @param expiresAt after which it is gone
 */
public record Upload(UUID id, String name, String mediaType, long bytes, Instant expiresAt) {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,63}/[a-z0-9!#$&^_.+-]{1,63}");

    /** A name and never a path, because platforms and people's machines write files by it. */
    static String named(String name) {
        String plain = Input.text("name", name, 255);
        if (plain.contains("/") || plain.contains("\\") || plain.equals(".") || plain.equals(".."))
            throw Problem.badInput("name", "must be a file's name without folders");
        return plain;
    }

    /** @throws Problem 415 for what is no type of a single file */
    static String typed(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
        if (!MEDIA_TYPE.matcher(type).matches()
                || type.startsWith("multipart/")
                || type.equals("application/x-www-form-urlencoded"))
            throw Problem.of(
                    415,
                    "unsupported-media-type",
                    "Send the file itself as the body, with its own media type such as application/pdf.");
        return type;
    }
}
