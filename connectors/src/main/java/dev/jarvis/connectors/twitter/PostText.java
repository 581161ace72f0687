package dev.jarvis.connectors.twitter;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParseResults;
import com.twitter.twittertext.TwitterTextParser;
import dev.jarvis.sdk.InvalidInput;

/** Text as X counts it: emoji and most scripts weigh 2, Latin ones 1, every address 23 (twitter-text, configuration 3). */
final class PostText {
    static final int MOST = 280;

    private PostText() {}

    static int length(String text) {
        return TwitterTextParser.parseTweet(text).weightedLength;
    }

    static boolean hasAddress(String text) {
        return !new Extractor().extractURLs(text).isEmpty();
    }

    /** @throws InvalidInput with the count, when X would not take it */
    static String checked(String field, String text) {
        TwitterTextParseResults counted = TwitterTextParser.parseTweet(text);
        if (counted.weightedLength > MOST)
            throw new InvalidInput(
                    field,
                    "The text counts %d on X and at most %d are allowed. Emoji and many scripts count 2, an address 23."
                            .formatted(counted.weightedLength, MOST));
        if (!counted.isValid) throw new InvalidInput(field, "The text is empty or has characters that X does not take");
        return text;
    }
}
