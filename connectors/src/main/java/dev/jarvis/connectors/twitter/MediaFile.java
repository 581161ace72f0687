package dev.jarvis.connectors.twitter;

import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.FileRef;
import dev.jarvis.sdk.InvalidInput;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

record MediaFile(
        @Describe("The image, GIF or video.") FileRef file,

        @Describe(value = "What it shows, for people who cannot see it.", maxLength = 1000, format = "multiline")
        @Nullable
        String altText) {

    /** What X takes, and how much of it (https://docs.x.com/x-api/media/quickstart/best-practices). */
    enum Form {
        IMAGE("tweet_image", 5, Set.of("image/jpeg", "image/png", "image/webp", "image/bmp", "image/tiff")),
        GIF("tweet_gif", 15, Set.of("image/gif")),
        VIDEO("tweet_video", 512, Set.of("video/mp4", "video/quicktime", "video/webm"));

        final String category;
        final int megabytes;
        private final Set<String> mediaTypes;

        Form(String category, int megabytes, Set<String> mediaTypes) {
            this.category = category;
            this.megabytes = megabytes;
            this.mediaTypes = mediaTypes;
        }
    }

    MediaFile {
        if (form(file) == null)
            throw new InvalidInput(
                    "media",
                    "X takes JPEG, PNG, WebP, BMP, TIFF, GIF, MP4, QuickTime and WebM; %s is %s"
                            .formatted(file.name(), file.mediaType()));
    }

    String mediaType() {
        return file.mediaType().toLowerCase(Locale.ROOT);
    }

    Form form() {
        Form form = form(file);
        if (form == null) throw new IllegalStateException(file.mediaType());
        return form;
    }

    private static @Nullable Form form(FileRef file) {
        for (Form form : Form.values())
            if (form.mediaTypes.contains(file.mediaType().toLowerCase(Locale.ROOT))) return form;
        return null;
    }
}
