package dev.jarvis.sandbox.x;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts a post's length roughly as X does: the ranges of configuration v3 of twitter-text count 1, all else 2, an emoji
 * however long 2, a link 23. Links are found by their scheme only.
 */
final class WeightedLength {

    static final int MAX = 280;
    private static final int LINK = 23;
    private static final Pattern LINKS = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private WeightedLength() {}

    static int of(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        Matcher links = LINKS.matcher(normal);
        int length = 0;
        int from = 0;
        while (links.find()) {
            length += plain(normal.substring(from, links.start())) + LINK;
            from = links.end();
        }
        return length + plain(normal.substring(from));
    }

    private static int plain(String text) {
        if (text.chars().allMatch(c -> c < 128)) {
            return text.length();
        }
        return CLUSTER.matcher(text)
                .results()
                .mapToInt(cluster -> cluster(cluster.group()))
                .sum();
    }

    private static int cluster(String cluster) {
        boolean emoji = cluster.codePoints().anyMatch(Character::isEmojiPresentation)
                || cluster.indexOf(0xFE0F) > 0 && Character.isEmoji(cluster.codePointAt(0));
        return emoji ? 2 : cluster.codePoints().map(WeightedLength::weight).sum();
    }

    private static int weight(int codePoint) {
        boolean light = codePoint <= 4351
                || codePoint >= 8192 && codePoint <= 8205
                || codePoint >= 8208 && codePoint <= 8223
                || codePoint >= 8242 && codePoint <= 8247;
        return light ? 1 : 2;
    }
}
