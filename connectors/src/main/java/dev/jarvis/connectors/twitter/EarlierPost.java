package dev.jarvis.connectors.twitter;

import com.twitter.twittertext.Extractor;
import dev.jarvis.connectors.twitter.Posting.Posted;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Request;
import java.text.Normalizer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks for a post whose answer was lost, among the account's own posts since it was planned.
 *
 * <p>X gives the text back changed: addresses shortened to t.co, one more t.co for media and for a quoted post, {@code &},
 * {@code <} and {@code >} escaped, the mentioned people in front of a reply. Both sides are brought to the same form.
 */
final class EarlierPost {
    /** X's clock and the database's may differ by this; X gives whole seconds. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(10);
    /** 100 posts each; X shows the newest 3,200 of an account (docs.x.com, "Get Posts", limits of the user timeline). */
    private static final int MOST_PAGES = 32;

    private static final Pattern MENTIONS_IN_FRONT = Pattern.compile("^(@\\w{1,15}\\s+)+");
    private static final Pattern OWN_MEDIA = Pattern.compile("/status/\\d+/(photo|video)/\\d+$");
    private static final Pattern SCHEME = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private EarlierPost() {}

    /** @throws PlatformException {@link ErrorKind#NO_ANSWER} when X does not tell enough to be sure */
    static Optional<Posted> find(TwitterIntegration x, NewPost wanted, Call call) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("max_results", "100");
        query.put(
                "start_time",
                call.plannedAt()
                        .minus(CLOCKS_APART)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        query.put("post.fields", "created_at,entities,text,attachments");
        query.put("expansions", "referenced_posts");
        String path = "/2/users/" + x.userId() + "/tweets";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = x.ask(Request.get(x.at(path, query)));
            for (JsonNode post : answer.path("data"))
                if (isSame(wanted, post))
                    return Optional.of(Posted.of(post.path("id").asString("")));
            String next = answer.at("/meta/next_token").asString("");
            if (next.isEmpty()) return Optional.empty();
            query.put("pagination_token", next);
        }
        throw unsure("there are more than %d posts since then".formatted(MOST_PAGES * 100));
    }

    private static boolean isSame(NewPost wanted, JsonNode post) {
        return plain(wanted.text(), wanted).equals(plain(shown(post), wanted))
                && wanted.media().isEmpty()
                        == post.at("/attachments/media_keys").isMissingNode()
                && refers(wanted.replyTo(), "replied_to", post)
                && refers(wanted.quote(), "quoted", post);
    }

    /** The same words may answer several posts, so the one that is answered or quoted has to be the same too. */
    private static boolean refers(@Nullable String wanted, String type, JsonNode post) {
        JsonNode references =
                post.has("referenced_posts") ? post.path("referenced_posts") : post.path("referenced_tweets");
        for (JsonNode reference : references)
            if (reference.path("type").asString("").equals(type))
                return reference.path("id").asString("").equals(wanted);
        if (wanted == null) return true;
        if (references.isMissingNode())
            throw unsure("X does not say what the post with the same text answers or quotes");
        return false;
    }

    /** The text with t.co undone; an address that only shows media or the quoted post is left out. */
    private static String shown(JsonNode post) {
        String text = post.path("text").asString("");
        for (JsonNode url : post.at("/entities/urls"))
            text = text.replace(url.path("url").asString("\0"), isAppended(url) ? "" : expanded(url));
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static boolean isAppended(JsonNode url) {
        return url.has("media_key") || OWN_MEDIA.matcher(expanded(url)).find();
    }

    private static String expanded(JsonNode url) {
        return url.path("expanded_url").asString(url.path("url").asString(""));
    }

    private static String plain(String text, NewPost wanted) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        for (String url : new Extractor().extractURLs(composed))
            composed = composed.replace(url, isQuoted(url, wanted) ? "" : sameAddress(url));
        String spaced = SPACE.matcher(composed).replaceAll(" ").strip();
        return wanted.replyTo() == null
                ? spaced
                : MENTIONS_IN_FRONT.matcher(spaced).replaceFirst("");
    }

    private static boolean isQuoted(String url, NewPost wanted) {
        return wanted.quote() != null && url.endsWith("/status/" + wanted.quote());
    }

    /** Scheme and final slash are X's to add, and the host's letters have no case. */
    private static String sameAddress(String url) {
        String bare = SCHEME.matcher(url).replaceFirst("");
        int path = bare.indexOf('/');
        String host = path < 0 ? bare : bare.substring(0, path);
        String rest = path < 0 || path == bare.length() - 1 ? "" : bare.substring(path);
        return host.toLowerCase(Locale.ROOT) + rest;
    }

    private static PlatformException unsure(String why) {
        return new PlatformException(ErrorKind.NO_ANSWER, "Cannot tell whether the post was made: " + why);
    }
}
