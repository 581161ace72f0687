package dev.jarvis.connectors.twitter;

import static java.util.Objects.requireNonNullElse;

import dev.jarvis.sdk.Cost;
import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.InvalidInput;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

record NewPost(
        @Describe(
                value = "What to say: 280 as X counts them. May be left out only where media is given.",
                example = "We open at nine.",
                maxLength = 4000,
                format = "multiline",
                optional = true)
        String text,

        @Describe(
                value = "The id of the post this answers.",
                example = "1724361010000000000",
                pattern = "^[0-9]{1,19}$")
        @Nullable
        String replyTo,

        @Describe(value = "The id of the post to quote.", example = "1724361010000000000", pattern = "^[0-9]{1,19}$")
        @Nullable
        String quote,

        @Describe("A question with two to four answers.") @Nullable
        Poll poll,

        @Describe(value = "Up to four images, or one GIF, or one video.", maxLength = 4, optional = true)
        List<MediaFile> media) {
    NewPost {
        text = requireNonNullElse(text, "");
        media = List.copyOf(requireNonNullElse(media, List.of()));
        if (text.isBlank() && media.isEmpty()) throw new InvalidInput("text", "Say something, or give media");
        if (!text.isEmpty()) PostText.checked("text", text);
        if (Stream.of(poll != null, quote != null, !media.isEmpty())
                        .filter(given -> given)
                        .count()
                > 1)
            throw new InvalidInput(poll != null ? "poll" : "quote", "A post has media, a poll or a quote: one of them");
        if (!fitTogether(media)) throw new InvalidInput("media", "Give up to four images, or one GIF, or one video");
    }

    private static boolean fitTogether(List<MediaFile> media) {
        return media.size() <= 1
                || (media.size() <= 4 && media.stream().allMatch(file -> file.form() == MediaFile.Form.IMAGE));
    }

    /** X charges for what is posted, and more where it leads away (price list of August 2026). */
    Cost cost() {
        return Cost.usd(PostText.hasAddress(text) ? "0.20" : "0.015");
    }

    String headline() {
        if (text.isBlank()) return "Posted %d media".formatted(media.size());
        return "Posted “%s”".formatted(text.strip());
    }

    ObjectNode json(List<String> mediaIds) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (!text.isEmpty()) json.put("text", text);
        if (replyTo != null) json.putObject("reply").put("in_reply_to_tweet_id", replyTo);
        if (quote != null) json.put("quote_tweet_id", quote);
        if (poll != null) json.set("poll", poll.json());
        if (!mediaIds.isEmpty()) mediaIds.forEach(json.putObject("media").putArray("media_ids")::add);
        return json;
    }
}
