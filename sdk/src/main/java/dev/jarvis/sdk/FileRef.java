package dev.jarvis.sdk;

import org.jspecify.annotations.Nullable;

/**
 * A file given to an action: its bytes in place, or the id of an earlier upload. Never a path.
 */
public record FileRef(
        @Describe(value = "File name as the recipient sees it.", example = "offer.pdf", minLength = 1, maxLength = 255)
        String name,

        @Describe(value = "Media type.", example = "application/pdf", minLength = 3, maxLength = 127)
        String mediaType,

        @Describe("The content, base64 (RFC 4648 section 4). Either this or upload.") @Nullable
        String base64,

        @Describe("The id answered by POST /api/uploads. Either this or base64.") @Nullable
        String upload) {
    public FileRef {
        if ((base64 == null) == (upload == null))
            throw new IllegalArgumentException("Give a file either as base64 or as an upload, not both");
    }

    /** Content in place; nothing but the start of it is ever printed. */
    @Override
    public String toString() {
        return "FileRef[%s, %s]".formatted(name, mediaType);
    }
}
