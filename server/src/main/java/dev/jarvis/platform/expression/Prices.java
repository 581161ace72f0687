package dev.jarvis.platform.expression;

import java.util.List;
import java.util.Map;

/**
 * What CEL's own functions cost, by the sizes of their arguments, said before they run. The names are those of the
 * overloads in CEL's specification of the standard definitions.
 */
final class Prices {
    private static final int LONGEST_PATTERN = 1_000;
    private static final int MOST_REPEATS = 1_000;

    private Prices() {}

    static void charge(Meter meter, String overload, Object[] args) {
        switch (overload) {
            case "equals", "not_equals" -> comparison(meter, args[0], args[1]);
            case "in_list" -> search(meter, args[0], (List<?>) args[1]);
            case "in_map" -> key(args[0]);
            case "index_map" -> key(args[1]);
            case "add_string" -> meter.text((long) length(args[0]) + length(args[1]));
            case "add_list" -> meter.list((long) ((List<?>) args[0]).size() + ((List<?>) args[1]).size());
            case "contains_string" -> within(meter, length(args[0]), length(args[1]));
            case "matches", "matches_string" -> pattern(meter, (String) args[0], (String) args[1]);
            case "add_bytes" -> throw Stopped.tooExpensive("bytes are not joined here");
            default -> {
                for (Object arg : args) if (arg instanceof String text) meter.charge(text.length() / 16);
            }
        }
    }

    /** Two things of different size differ at once; alike ones are walked through. */
    private static void comparison(Meter meter, Object one, Object other) {
        if (one instanceof List<?> a && other instanceof List<?> b && a.size() == b.size()) meter.walk(a);
        else if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b && a.size() == b.size()) meter.walk(a);
        else if (one instanceof String a && other instanceof String b)
            meter.charge(3 + Math.min(a.length(), b.length()) / 64);
        else meter.charge(3);
    }

    private static void search(Meter meter, Object wanted, List<?> list) {
        for (Object item : list) comparison(meter, item, wanted);
    }

    /** A list as a key would be walked through to hash it, however often its parts are the same. */
    static void key(Object key) {
        if (key instanceof List || key instanceof Map)
            throw Stopped.unusable("a key must be text, a number or a boolean");
    }

    /** The search may compare each character of the one with many of the other. */
    static void within(Meter meter, long text, long wanted) {
        meter.charge(1 + text * Math.min(wanted, text) / 64 + text / 64);
    }

    /** RE2 is linear in the text times the program; a repeat multiplies the program. */
    static void pattern(Meter meter, String text, String pattern) {
        if (pattern.length() > LONGEST_PATTERN)
            throw Stopped.tooExpensive("a pattern has at most %d characters".formatted(LONGEST_PATTERN));
        long repeats = repeats(pattern);
        if (repeats > MOST_REPEATS)
            throw Stopped.tooExpensive("the repeats in a pattern multiply to at most %d".formatted(MOST_REPEATS));
        long program = pattern.length() * repeats;
        meter.charge(program * 4);
        meter.charge(1 + text.length() * program / 4);
    }

    /** The product of all counted repeats: never less than what nesting makes of them. */
    private static long repeats(String pattern) {
        long product = 1;
        for (int open = pattern.indexOf('{');
                open >= 0 && product <= MOST_REPEATS;
                open = pattern.indexOf('{', open + 1)) product *= Math.max(1, count(pattern, open + 1));
        return product;
    }

    /** The larger of {@code {n}} and {@code {n,m}}. */
    private static long count(String pattern, int at) {
        long largest = 0;
        long number = 0;
        for (int i = at; i < pattern.length() && pattern.charAt(i) != '}'; i++) {
            char c = pattern.charAt(i);
            number = c >= '0' && c <= '9' ? Math.min(number * 10 + (c - '0'), MOST_REPEATS + 1L) : 0;
            largest = Math.max(largest, number);
        }
        return largest;
    }

    private static int length(Object text) {
        return ((String) text).length();
    }
}
