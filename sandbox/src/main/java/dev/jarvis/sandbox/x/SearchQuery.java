package dev.jarvis.sandbox.x;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small part of X's search language: words and "phrases" which must all occur, {@code from:}, {@code to:}, {@code @name},
 * {@code #tag}, {@code is:reply|quote|retweet}, {@code has:media}, and {@code -} before any of them.
 */
record SearchQuery(List<String> terms) {

    private static final Pattern TERM = Pattern.compile("-?\"[^\"]*\"|\\S+");

    static SearchQuery of(String query) {
        List<String> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(query);
        while (matcher.find()) {
            terms.add(matcher.group());
        }
        return new SearchQuery(terms);
    }

    boolean finds(XPost post) {
        return terms.stream()
                .allMatch(term -> term.startsWith("-") ? !fits(post, term.substring(1)) : fits(post, term));
    }

    private static boolean fits(XPost post, String term) {
        int colon = term.indexOf(':');
        String value = term.substring(colon + 1);
        return switch (colon < 0 ? "" : term.substring(0, colon)) {
            case "from" -> post.author().username().equalsIgnoreCase(value);
            case "to" ->
                post.replyTo() != null && post.replyTo().author().username().equalsIgnoreCase(value);
            case "is" -> is(post, value);
            case "has" -> value.equals("media") && !post.media().isEmpty();
            case "lang" -> true;
            default -> post.contains(term.replace("\"", ""));
        };
    }

    private static boolean is(XPost post, String kind) {
        return switch (kind) {
            case "reply" -> post.replyTo() != null;
            case "quote" -> post.quotes() != null;
            default -> false;
        };
    }
}
