package dev.jarvis.sandbox.x;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A post as stored. */
record XPost(
        long id,
        XUser author,
        String text,
        Instant at,
        @Nullable XPost replyTo,
        @Nullable XPost quotes,
        List<Media> media,
        @Nullable Poll poll,
        Engagement engagement) {

    String key() {
        return Long.toString(id);
    }

    long conversation() {
        return replyTo == null ? id : replyTo.conversation();
    }

    boolean mentions(XUser user) {
        return !author.equals(user) && (names(user.username()) || answers(user));
    }

    boolean contains(String words) {
        return text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    private boolean answers(XUser user) {
        return replyTo != null && replyTo.author().equals(user);
    }

    private boolean names(String username) {
        return Pattern.compile("@" + Pattern.quote(username) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }
}
