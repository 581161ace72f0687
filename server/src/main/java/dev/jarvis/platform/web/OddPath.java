package dev.jarvis.platform.web;

import java.util.regex.Pattern;

/**
 * Paths that two readers could understand in two ways. Nobody honest sends them, and nothing relies on them being
 * refused: who may come in is decided by the handler that was found, not by the path.
 */
final class OddPath {
    private static final Pattern ODD = Pattern.compile(
            ";|//|\\\\|%(?:00|0a|0d|25|2e|2f|3b|5c)|/\\.{1,2}(?:/|$)|[^\\x21-\\x7e]", Pattern.CASE_INSENSITIVE);

    static boolean is(String rawPath) {
        return ODD.matcher(rawPath).find();
    }

    private OddPath() {}
}
