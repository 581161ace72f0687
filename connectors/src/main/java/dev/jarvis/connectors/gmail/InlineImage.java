package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.FileRef;
import dev.jarvis.sdk.InvalidInput;
import java.util.Locale;

record InlineImage(
        @Describe(
                value = "The name that the html uses: <img src=\"cid:logo\">.",
                example = "logo",
                pattern = "^[A-Za-z0-9._@-]{1,100}$")
        String contentId,

        @Describe("The image.") FileRef file) {
    InlineImage {
        if (!contentId.matches("[A-Za-z0-9._@-]{1,100}"))
            throw new InvalidInput("inlineImages", "A contentId has letters, digits and . _ @ - only: " + contentId);
        if (!file.mediaType().toLowerCase(Locale.ROOT).startsWith("image/"))
            throw new InvalidInput("inlineImages", "%s is no image but %s".formatted(file.name(), file.mediaType()));
    }
}
