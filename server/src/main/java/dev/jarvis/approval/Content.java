package dev.jarvis.approval;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What an input says, and to whom, as far as one can tell without knowing the platform. */
record Content(Set<String> recipients, Set<String> words, boolean namesMoney) {
    private static final Set<String> TO = Set.of(
            "to", "cc", "bcc", "recipient", "recipients", "channel", "username", "phone", "email", "conversation");
    private static final Pattern MONEY = Pattern.compile(
            "[$€£¥]\\s?\\d|\\d\\s?[$€£¥]|\\b\\d[\\d.,]*\\s?(usd|eur|gbp|chf|dollars?|euros?)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int LONGEST = 20_000;
    private static final int MOST_WORDS = 2_000;

    static Content of(JsonNode input) {
        Set<String> recipients = new HashSet<>();
        StringBuilder text = new StringBuilder();
        gather("", input, recipients, text);
        Set<String> words = new HashSet<>();
        for (String word : WORD.split(text.toString().toLowerCase(Locale.ROOT)))
            if (!word.isEmpty() && words.size() < MOST_WORDS) words.add(word);
        return new Content(recipients, words, MONEY.matcher(text).find());
    }

    private static void gather(String field, JsonNode node, Set<String> recipients, StringBuilder text) {
        if (node.isString()) {
            String value = node.asString();
            if (TO.contains(field)) recipients.add(value.toLowerCase(Locale.ROOT));
            else if (!field.equals("base64") && text.length() + value.length() < LONGEST)
                text.append(value).append('\n');
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> one : node.properties())
                gather(one.getKey(), one.getValue(), recipients, text);
        } else {
            for (JsonNode child : node) gather(field, child, recipients, text);
        }
    }

    /** The share of words in common (Jaccard), 0 to 1. */
    double likeness(Content other) {
        if (words.isEmpty() && other.words.isEmpty()) return 1;
        long common = words.stream().filter(other.words::contains).count();
        return common / (double) (words.size() + other.words.size() - common);
    }
}
