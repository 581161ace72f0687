package dev.jarvis.connectors.twitter;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParseResults;
import com.twitter.twittertext.TwitterTextParser;
import dev.jarvis.sdk.InvalidInput;

/** Text as X counts it: emoji and most scripts weigh 2, Latin ones 1, every address 23 (twitter-text, configuration 3). */
final class PostText {
    static final int MOST = 280;

    /** U+0300, the first combining mark. */
    private static final char COMBINING = '\u0300';

    private PostText() {}

    static int length(String text) {
        return TwitterTextParser.parseTweet(text).weightedLength;
    }

    static boolean hasAddress(String text) {
        return !new Extractor().extractURLs(text).isEmpty();
    }

    /** @throws InvalidInput with the count, when X would not take it */
    static String checked(String field, String text) {
        if (isPlain(text)) return text;
        TwitterTextParseResults counted = TwitterTextParser.parseTweet(text);
        if (counted.weightedLength > MOST)
            throw new InvalidInput(
                    field,
                    "The text counts %d on X and at most %d are allowed. Emoji and many scripts count 2, an address 23."
                            .formatted(counted.weightedLength, MOST));
        if (!counted.isValid) throw new InvalidInput(field, "The text is empty or has characters that X does not take");
        return text;
    }

    /**
     * Whether it is surely taken, which spares most posts the patterns of twitter-text: short, of letters that weigh 1 and
     * that normalisation leaves alone, and without a dot that could stand in an address.
     */
    static boolean isPlain(String text) {
        if (text.length() > MOST || text.isBlank()) return false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= COMBINING) return false;
            if (c == '.' && i + 1 < text.length() && text.charAt(i + 1) > ' ') return false;
        }
        return true;
    }
}
